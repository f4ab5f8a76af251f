package org.grantlet.internal.memory;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.grantlet.store.OneTimeStore;

/**
 * The keys that were claimed, until they cannot be claimed any more: their values may be evicted
 * before. Thread-safe.
 */
final class ClaimedKeys {
  private static final long SPAN_MILLIS = 60_000;

  /** A table of this size can be made. */
  private static final long MOST_BYTES = 1L << 32;

  private final long maximumBytes;

  /** By the minute in which they end; there are a few of these. */
  private final NavigableMap<Long, KeyTable> byEnd = new TreeMap<>();

  ClaimedKeys(long maximumBytes) {
    this.maximumBytes = Math.min(maximumBytes, MOST_BYTES);
  }

  /** Adds a key; false if it is there. */
  synchronized boolean add(HashedKey key, Instant end, Instant now) {
    byEnd.headMap(minute(now)).clear();
    long bytes = 0;
    for (KeyTable claimed : byEnd.values()) {
      if (claimed.contains(key)) {
        return false;
      }
      bytes += claimed.bytes();
    }
    KeyTable claimed = byEnd.computeIfAbsent(minute(end), any -> new KeyTable());
    if (bytes + claimed.growth() > maximumBytes) {
      throw OneTimeStore.full();
    }
    claimed.add(key);
    return true;
  }

  private static long minute(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), SPAN_MILLIS);
  }
}
