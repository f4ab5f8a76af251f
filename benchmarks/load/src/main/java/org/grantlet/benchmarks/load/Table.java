package org.grantlet.benchmarks.load;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures in Markdown, with ratios to no filter where that was measured, else to the floor. */
final class Table {
  private record Cell(@Nullable Double figure, String text) {}

  private final Map<String, Map<Contender, Cell>> rows = new LinkedHashMap<>();

  /** A figure, with its ratio to the base of its row. */
  void put(String row, Contender contender, double figure, String format) {
    put(row, contender, new Cell(figure, String.format(Locale.ROOT, format, figure)));
  }

  /** What is no figure, or has no ratio. */
  void put(String row, Contender contender, String text) {
    put(row, contender, new Cell(null, text));
  }

  private void put(String row, Contender contender, Cell cell) {
    rows.computeIfAbsent(row, any -> new EnumMap<>(Contender.class)).put(contender, cell);
  }

  String text() {
    List<Contender> columns =
        List.of(Contender.values()).stream()
            .filter(each -> rows.values().stream().anyMatch(row -> row.containsKey(each)))
            .toList();
    StringBuilder text = new StringBuilder("| |");
    columns.forEach(column -> text.append(' ').append(column.title).append(" |"));
    text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    rows.forEach(
        (row, cells) -> {
          text.append("| ").append(row).append(" |");
          columns.forEach(column -> text.append(cell(cells, column)).append(" |"));
          text.append('\n');
        });
    return text.toString();
  }

  private static String cell(Map<Contender, Cell> cells, Contender contender) {
    Cell cell = cells.get(contender);
    if (cell == null) {
      return "";
    }
    Contender first = cells.containsKey(Contender.PLAIN) ? Contender.PLAIN : Contender.FLOOR;
    Cell base = cells.get(first);
    if (base == null || first == contender || cell.figure == null || base.figure == null) {
      return " " + cell.text;
    }
    return base.figure == 0
        ? " " + cell.text
        : String.format(Locale.ROOT, " %s (%.2f)", cell.text, cell.figure / base.figure);
  }
}
