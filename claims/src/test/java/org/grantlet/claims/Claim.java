package org.grantlet.claims;

import java.util.List;

/**
 * The edits of a row of a table.
 *
 * @param table what the table's heading begins with
 * @param cell what the row's first cell is, or begins with
 * @param edits the edits
 */
record Claim(String table, String cell, List<Edit> edits) {
  @Override
  public String toString() {
    return table + " | " + cell;
  }
}
