package org.grantlet.jdbc;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the tables, such as 2 or 2.1. Code that knows 2 works with 2.1, too; it does not
 * work with 3.
 */
record SchemaVersion(int major, int minor) implements Comparable<SchemaVersion> {
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})(?:[._](\\d{1,9}))?");

  /** No tables yet. */
  static final SchemaVersion NONE = new SchemaVersion(0, 0);

  /**
   * The number as the history and the names of the files have it.
   *
   * @throws IllegalArgumentException if no version of this code has such a number
   */
  static SchemaVersion of(String number) {
    Matcher parts = NUMBER.matcher(number);
    if (!parts.matches()) {
      throw SchemaFailure.strange(number);
    }
    return new SchemaVersion(
        Integer.parseInt(parts.group(1)),
        parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2)));
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
