package org.grantlet.claims;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of docs/security.md whose last column names tests.
 *
 * @param rows their rows
 */
record SecurityDocument(List<Row> rows) {
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test#\\w+)`");

  /**
   * One row.
   *
   * @param table the table's heading
   * @param cell the first cell
   * @param tests the tests of the last one; none where it is a dash
   */
  record Row(String table, String cell, Set<String> tests) {
    @Override
    public String toString() {
      return table + " | " + cell;
    }
  }

  static SecurityDocument read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    String heading = "";
    boolean inTable = false;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("#")) {
        heading = line.replaceFirst("#+ ", "");
      }
      if (!line.startsWith("|")) {
        inTable = false;
      } else if (line.endsWith("| test |")) {
        inTable = true;
      } else if (inTable && !line.startsWith("|---")) {
        String[] cells = line.substring(1).split("\\|", -1);
        Set<String> tests = new LinkedHashSet<>();
        Matcher test = TEST.matcher(cells[cells.length - 2]);
        while (test.find()) {
          tests.add(test.group(1));
        }
        rows.add(new Row(heading, cells[0].strip(), tests));
      }
    }
    return new SecurityDocument(List.copyOf(rows));
  }

  /** The row of a claim; throws if there is not exactly one. */
  Row row(Claim claim) {
    List<Row> ofTable = rows.stream().filter(row -> row.table().startsWith(claim.table())).toList();
    List<Row> found = ofTable.stream().filter(row -> row.cell().equals(claim.cell())).toList();
    if (found.isEmpty()) {
      found = ofTable.stream().filter(row -> row.cell().startsWith(claim.cell())).toList();
    }
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " rows of docs/security.md are " + claim);
    }
    return found.get(0);
  }
}
