package org.grantlet.servlet.internal.pages;

import java.util.List;
import java.util.Locale;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.servlet.pages.Form;
import org.jspecify.annotations.Nullable;

/**
 * A provider as people see it.
 *
 * @param name its display name
 * @param mark its mark
 */
public record ProviderLabel(String name, Form.Mark mark) {
  private static final int LETTERS = 2;

  /** White is readable on each. */
  private static final List<String> COLORS =
      List.of(
          "#1f5fd0", "#b3261e", "#0b6e5f", "#7a3fb0", "#a14a00", "#0a6a8c", "#a3195b", "#3f6212",
          "#4a4fb5", "#6b4f2a");

  /**
   * The mark of the catalog, or else initials on a color, always the same for a provider.
   *
   * @param provider the name of the integration
   * @param mark the catalog's
   */
  public static ProviderLabel of(
      String provider, String name, ProviderDefinition.@Nullable Mark mark) {
    return new ProviderLabel(
        name,
        mark == null
            ? new Form.Mark(
                initials(name), COLORS.get(Math.floorMod(provider.hashCode(), COLORS.size())))
            : new Form.Mark(mark.letters(), mark.color()));
  }

  /** The first letters of words, or the capitals of a name like GitHub; two at most. */
  private static String initials(String name) {
    StringBuilder initials = new StringBuilder();
    int before = ' ';
    for (int c : name.codePoints().toArray()) {
      boolean begins = !Character.isLetterOrDigit(before) && Character.isLetterOrDigit(c);
      boolean hump = Character.isLowerCase(before) && Character.isUpperCase(c);
      if ((begins || hump) && initials.codePointCount(0, initials.length()) < LETTERS) {
        initials.appendCodePoint(c);
      }
      before = c;
    }
    return initials.toString().toUpperCase(Locale.ROOT);
  }
}
