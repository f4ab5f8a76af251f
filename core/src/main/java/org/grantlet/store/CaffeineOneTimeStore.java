package org.grantlet.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one-time values of one node in memory. When they fill {@code maximumBytes}, it takes no new
 * beginnings; it evicts only what has expired. Thread-safe.
 */
public final class CaffeineOneTimeStore implements OneTimeStore {
  /** What a value takes beside its own bytes, measured: its key, its node in the cache, headers. */
  static final int OVERHEAD = 216;

  private final Clock clock;
  private final long maximumBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final Cache<String, Entry> entries;

  /**
   * A store of at most so many bytes of the heap, 1 or more. What is under way may go a little
   * beyond: it ends what was taken in.
   */
  public CaffeineOneTimeStore(Clock clock, long maximumBytes) {
    this.clock = clock;
    this.maximumBytes = maximumBytes;
    entries =
        Caffeine.newBuilder()
            .ticker(() -> Math.multiplyExact(clock.millis(), 1_000_000L))
            .expireAfter(Expiry.writing(this::remaining))
            .evictionListener((key, entry, cause) -> uncount(entry))
            .scheduler(Scheduler.systemScheduler())
            .executor(Runnable::run) // waking a thread up costs more than the upkeep
            .build();
  }

  @Override
  public boolean offer(String key, byte[] value, Instant expiresAt) {
    if (bytes.get() >= maximumBytes) {
      entries.cleanUp();
      if (bytes.get() >= maximumBytes) {
        return false;
      }
    }
    put(key, value, expiresAt);
    return true;
  }

  @Override
  public void put(String key, byte[] value, Instant expiresAt) {
    Entry entry = new Entry(value, expiresAt.toEpochMilli());
    bytes.addAndGet(entry.bytes());
    uncount(entries.asMap().put(key, entry));
  }

  @Override
  public Optional<byte[]> peek(String key) {
    return live(entries.getIfPresent(key));
  }

  @Override
  public Optional<byte[]> take(String key) {
    Entry entry = entries.asMap().remove(key);
    uncount(entry);
    return live(entry);
  }

  private void uncount(@Nullable Entry entry) {
    if (entry != null) {
      bytes.addAndGet(-entry.bytes());
    }
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

    int bytes() {
      return OVERHEAD + value.length;
    }
  }
}
