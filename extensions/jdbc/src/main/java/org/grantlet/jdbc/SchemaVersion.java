package org.grantlet.jdbc;

import java.util.Comparator;

/**
 * A version of the tables, such as 2 or 2.1. Code that knows 2 works with 2.1, too; it does not
 * work with 3.
 */
record SchemaVersion(int major, int minor) implements Comparable<SchemaVersion> {
  /** No tables yet. */
  static final SchemaVersion NONE = new SchemaVersion(0, 0);

  /** The number as the history and the names of the files have it. */
  static SchemaVersion of(String number) {
    String[] parts = number.split("[._]", -1);
    return new SchemaVersion(
        Integer.parseInt(parts[0]), parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
  }

  @Override
  public int compareTo(SchemaVersion other) {
    return Comparator.comparingInt(SchemaVersion::major)
        .thenComparingInt(SchemaVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return minor == 0 ? String.valueOf(major) : major + "." + minor;
  }
}
