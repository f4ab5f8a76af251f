package org.grantlet.internal.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;
import org.grantlet.AccessToken;
import org.grantlet.internal.concurrent.Late;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens that were read from the store a moment ago. A token that was read before a write is
 * never added after it. Thread-safe.
 */
final class AccessTokenCache {
  private static final int STRIPES = 1024;

  /** Until which millisecond it may be answered, by the application's clock. */
  private record Cached(AccessToken token, long usableUntil) {}

  private final Duration staleness;
  private final Late<Cache<String, Cached>> tokens;

  /** Counts the writes of the grants that share a stripe. */
  private final AtomicLongArray writes = new AtomicLongArray(STRIPES);

  AccessTokenCache(Duration staleness) {
    this.staleness = staleness;
    tokens =
        new Late<>(
            () -> Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(staleness).build());
  }

  /** False if each call has to read the store. */
  boolean isKept() {
    return !staleness.isZero();
  }

  /** The token, if it is there; the time is in milliseconds, because nothing is made for that. */
  @Nullable AccessToken find(String id, long now) {
    Cached cached = tokens.get().getIfPresent(id);
    return cached != null && now < cached.usableUntil() ? cached.token() : null;
  }

  /** Call this before reading the store, and give the mark to {@link #put} with what was read. */
  long mark(String id) {
    return writes.get(stripe(id));
  }

  /** Adds a token, unless its grant was written since the mark, or another caller added one. */
  void put(String id, long mark, AccessToken token, @Nullable Instant due, Instant now) {
    if (mark(id) != mark || find(id, now.toEpochMilli()) != null) {
      return; // a thousand callers who waited together do not wait again to add the same
    }
    Instant end = now.plus(staleness);
    Instant until = due == null || end.isBefore(due) ? end : due;
    Cached cached = new Cached(token, until.toEpochMilli());
    // Checked inside compute: a writer's removal waits for it, or makes it fail.
    tokens.get().asMap().compute(id, (key, before) -> mark(id) == mark ? cached : null);
  }

  void forget(String id) {
    writes.incrementAndGet(stripe(id));
    tokens.get().invalidate(id);
  }

  private static int stripe(String id) {
    return Math.floorMod(id.hashCode(), STRIPES);
  }
}
