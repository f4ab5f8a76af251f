package org.grantlet.internal.text;

import java.util.function.IntPredicate;

/** The characters of texts, looked at without the objects that a stream of them needs. */
public final class Unicode {
  private Unicode() {}

  /** Whether every surrogate has its other half, so that the text can be written in UTF-8. */
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Whether all chars of a text are of a kind. */
  public static boolean all(String text, IntPredicate kind) {
    for (int i = 0; i < text.length(); i++) {
      if (!kind.test(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
