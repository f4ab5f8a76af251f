package org.grantlet.internal.memory;

import java.security.SecureRandom;

/**
 * Keys in an open table, of which 128 bits are compared. There is no object for each: a key takes
 * 24 to 48 bytes. None is removed. Not thread-safe.
 */
final class KeyTable {
  private static final int SMALLEST = 16;

  /** Nobody can choose keys that all belong at one place. */
  private static final long SALT = new SecureRandom().nextLong();

  private static final long ODD = 0x9E3779B97F4A7C15L;

  /** Two for each key, the first at an even place; 0 and 0 where there is none. */
  private long[] places = new long[2 * SMALLEST];

  private int size;

  long bytes() {
    return (long) Long.BYTES * places.length;
  }

  /** By how many bytes it grows if one more key is added. */
  long growth() {
    return isCrowded() ? bytes() : 0;
  }

  boolean contains(HashedKey key) {
    return isTaken(places, find(key.first(), key.second()));
  }

  /** Adds a key that is not there. */
  void add(HashedKey key) {
    if (isCrowded()) {
      long[] crowded = places;
      places = new long[2 * crowded.length];
      for (int at = 0; at < crowded.length; at += 2) {
        if (isTaken(crowded, at)) {
          put(crowded[at], crowded[at + 1]);
        }
      }
    }
    put(key.first(), key.second());
    size++;
  }

  /** Whether keys are at two of three places. */
  private boolean isCrowded() {
    return size >= places.length / 3;
  }

  private void put(long first, long second) {
    int at = find(first, second);
    places[at] = first;
    places[at + 1] = second;
  }

  /** Where a key is, or else the free place for it: the next one from that of its hash on. */
  private int find(long first, long second) {
    int last = places.length - 2; // a power of two, less two: all even places
    int at = (int) (((first ^ SALT) * ODD) >>> Integer.SIZE) & last;
    while (isTaken(places, at) && (places[at] != first || places[at + 1] != second)) {
      at = (at + 2) & last;
    }
    return at;
  }

  private static boolean isTaken(long[] table, int at) {
    return table[at] != 0 || table[at + 1] != 0;
  }
}
