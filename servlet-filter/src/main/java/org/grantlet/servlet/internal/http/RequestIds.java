package org.grantlet.servlet.internal.http;

import java.security.SecureRandom;
import org.grantlet.internal.crypto.RandomIds;

/**
 * Names of requests, for the log, {@code X-Request-Id} and replies. A person reads the one of an
 * error page out on the telephone; programs want one that no other request ever has. Thread-safe.
 */
public final class RequestIds {
  /** No two look or, as a rule, sound alike, and no vowels: nothing spells a word. */
  private static final String ALPHABET = "23456789CDFGHJKMNPQRTVWXY";

  private static final int GROUP = 4;

  private static final SecureRandom RANDOM = new SecureRandom();

  private RequestIds() {}

  /** For a call of the Connect API. */
  public static String forProgram() {
    return RandomIds.next();
  }

  /** For a request that a page answers: two groups such as {@code 7KQM-9XPD}. */
  public static String forPerson() {
    long random = RANDOM.nextLong() >>> 1; // each call of the generator costs more than the rest
    char[] id = new char[2 * GROUP + 1];
    for (int i = 0; i < id.length; i++) {
      if (i == GROUP) {
        id[i] = '-';
      } else {
        id[i] = ALPHABET.charAt((int) (random % ALPHABET.length()));
        random /= ALPHABET.length();
      }
    }
    return new String(id);
  }
}
