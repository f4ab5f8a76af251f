package org.grantlet.internal.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody meant who wrote another one. */
public final class NearName {
  private static final int SHORT = 4;
  private static final int MEDIUM = 9;

  private NearName() {}

  /**
   * The nearest of the known names; null if none is near. Letter case, hyphens and underscores make
   * no difference; beyond that, one letter of a short name may be wrong, and three of a long one.
   */
  public static @Nullable String of(String written, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(name, written)))
        .filter(
            name -> distance(name, written) <= allowed(Math.min(name.length(), written.length())))
        .orElse(null);
  }

  /** The same as the end of a sentence; empty if none is near. */
  public static String hint(String written, Collection<String> known) {
    String near = of(written, known);
    return near == null ? "" : "; did you mean " + near + "?";
  }

  private static int allowed(int length) {
    return length < 2 ? 0 : length <= SHORT ? 1 : length < MEDIUM ? 2 : 3;
  }

  /** Levenshtein's edit distance. */
  private static int distance(String one, String other) {
    String a = plain(one);
    String b = plain(other);
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
