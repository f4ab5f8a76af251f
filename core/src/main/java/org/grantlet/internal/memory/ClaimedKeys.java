package org.grantlet.internal.memory;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.grantlet.store.OneTimeStore;

/**
 * The keys that were claimed, until they cannot be claimed any more: their values may be evicted
 * before. Keys are hashes already, of which the half is kept. Thread-safe.
 */
final class ClaimedKeys {
  /** Bytes of one: its text, its node, its part of the table. */
  static final int BYTES = 112;

  /** A letter and 132 bits. */
  private static final int LENGTH = 23;

  private static final long SPAN_MILLIS = 60_000;

  private final long maximum;
  private final AtomicLong count = new AtomicLong();

  /** By the minute in which they end; there are a few of these. */
  private final ConcurrentNavigableMap<Long, Set<String>> byEnd = new ConcurrentSkipListMap<>();

  ClaimedKeys(long maximumBytes) {
    maximum = Math.max(1, maximumBytes / BYTES);
  }

  /** Adds a key; false if it is there. Of one key, the caller allows one call at a time. */
  boolean add(String key, Instant end, Instant now) {
    forgetUntil(now.toEpochMilli() / SPAN_MILLIS);
    String half = key.substring(0, Math.min(LENGTH, key.length()));
    for (Set<String> claimed : byEnd.values()) {
      if (claimed.contains(half)) {
        return false;
      }
    }
    if (count.get() >= maximum) {
      throw OneTimeStore.full();
    }
    byEnd
        .computeIfAbsent(end.toEpochMilli() / SPAN_MILLIS, any -> ConcurrentHashMap.newKeySet())
        .add(half);
    count.incrementAndGet();
    return true;
  }

  private void forgetUntil(long minute) {
    for (Long ended : byEnd.headMap(minute).keySet()) {
      Set<String> gone = byEnd.remove(ended);
      if (gone != null) {
        count.addAndGet(-gone.size());
      }
    }
  }
}
