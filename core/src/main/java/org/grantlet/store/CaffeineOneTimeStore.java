package org.grantlet.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one-time values of one node in memory. When {@code maximumSize} values live, it takes no
 * new beginnings; it evicts only what has expired. Thread-safe.
 */
public final class CaffeineOneTimeStore implements OneTimeStore {
  private final Clock clock;
  private final long maximumSize;
  private final Cache<String, Entry> entries;

  /** A store of at most so many values, 1 or more. */
  public CaffeineOneTimeStore(Clock clock, long maximumSize) {
    this.clock = clock;
    this.maximumSize = maximumSize;
    entries =
        Caffeine.newBuilder()
            .ticker(() -> Math.multiplyExact(clock.millis(), 1_000_000L))
            .expireAfter(Expiry.creating(this::remaining))
            .scheduler(Scheduler.systemScheduler())
            .executor(Runnable::run) // waking a thread up costs more than the upkeep
            .build();
  }

  @Override
  public boolean offer(String key, byte[] value, Instant expiresAt) {
    if (entries.estimatedSize() >= maximumSize) {
      entries.cleanUp();
      if (entries.estimatedSize() >= maximumSize) {
        return false;
      }
    }
    put(key, value, expiresAt);
    return true;
  }

  @Override
  public void put(String key, byte[] value, Instant expiresAt) {
    // An expiry that only looks at creation would let a replaced value keep the old end.
    entries.asMap().remove(key);
    entries.put(key, new Entry(value, expiresAt.toEpochMilli()));
  }

  @Override
  public Optional<byte[]> peek(String key) {
    return live(entries.getIfPresent(key));
  }

  @Override
  public Optional<byte[]> take(String key) {
    return live(entries.asMap().remove(key));
  }

  private Optional<byte[]> live(@Nullable Entry entry) {
    return entry == null || entry.expiresAt <= clock.millis()
        ? Optional.empty()
        : Optional.of(entry.value);
  }

  private Duration remaining(String key, Entry entry) {
    return Duration.ofMillis(Math.max(0, entry.expiresAt - clock.millis()));
  }

  private static final class Entry {
    private final byte[] value;
    private final long expiresAt;

    Entry(byte[] value, long expiresAt) {
      this.value = value;
      this.expiresAt = expiresAt;
    }
  }
}
