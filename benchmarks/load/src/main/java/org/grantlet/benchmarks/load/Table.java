package org.grantlet.benchmarks.load;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures by row and system, as Markdown, with ratios to the floor, or to no filter. */
final class Table {
  private record Cell(double figure, String format) {}

  private final Map<String, Map<Contender, Cell>> rows = new LinkedHashMap<>();

  void put(String row, Contender contender, double figure, String format) {
    rows.computeIfAbsent(row, any -> new EnumMap<>(Contender.class))
        .put(contender, new Cell(figure, format));
  }

  String text(List<Contender> contenders) {
    StringBuilder text = new StringBuilder("| |");
    StringBuilder line = new StringBuilder("|---|");
    for (Contender contender : Contender.values()) {
      if (contender == Contender.PLAIN || contenders.contains(contender)) {
        text.append(' ').append(contender.title).append(" |");
        line.append("---|");
      }
    }
    text.append('\n').append(line).append('\n');
    rows.forEach(
        (row, cells) -> {
          text.append("| ").append(row).append(" |");
          for (Contender contender : Contender.values()) {
            if (contender == Contender.PLAIN || contenders.contains(contender)) {
              text.append(' ').append(cell(cells, contender)).append(" |");
            }
          }
          text.append('\n');
        });
    return text.toString();
  }

  private static String cell(Map<Contender, Cell> cells, Contender contender) {
    Cell cell = cells.get(contender);
    if (cell == null) {
      return "";
    }
    String figure = String.format(Locale.ROOT, cell.format, cell.figure);
    Cell base = cells.getOrDefault(Contender.PLAIN, cells.get(Contender.FLOOR));
    return base == null || base.equals(cell) || base.figure == 0
        ? figure
        : figure + String.format(Locale.ROOT, " (%.2f)", cell.figure / base.figure);
  }
}
