package org.grantlet.internal.crypto;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids that cannot be guessed. Thread-safe. */
public final class RandomIds {
  /** 192 bits: more than the 128 that RFC 6749 section 10.10 asks for, and no base64 padding. */
  private static final int BYTES = 24;

  private static final int LENGTH = BYTES / 3 * 4;

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomIds() {}

  public static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether a text can be one of these ids at all; anything else need not be looked up. */
  public static boolean looksLikeOne(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || c == '-'
          || c == '_')) {
        return false;
      }
    }
    return true;
  }
}
