package org.grantlet.servlet.internal.pages;

import java.util.Locale;
import org.grantlet.servlet.pages.Form;

/** Marks of providers: initials on a color of their own. */
final class ProviderMarks {
  private static final int LETTERS = 2;

  private ProviderMarks() {}

  static Form.Mark of(String provider, String name) {
    return new Form.Mark(initials(name), Colors.of(provider));
  }

  /** The first letters of words, or the capitals of a name like GitHub; two at most. */
  static String initials(String name) {
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
