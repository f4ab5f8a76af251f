package org.grantlet.internal.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one-time values of one node in memory. When those under way fill {@code maximumBytes}, it
 * takes no new beginnings; it evicts only what has expired, and of a holder with more than {@value
 * Holders#AT_MOST} under way the oldest. Values that have ended have as much room of their own, in
 * which the oldest goes. Thread-safe.
 */
public final class MemoryOneTimeStore implements OneTimeStore {
  /** What a value takes beside its own bytes, measured: its key, its node in the cache, headers. */
  static final int OVERHEAD = 216;

  private final Clock clock;
  private final long maximumBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final EntriesByOwner holders = new EntriesByOwner();
  private final EndedEntries ended;
  private final Cache<String, Entry> entries;

  /**
   * A store of at most so many bytes of the heap, 1 or more, for what is under way, and as many for
   * what has ended. What is under way may go a little beyond: it ends what was taken in.
   */
  public MemoryOneTimeStore(Clock clock, long maximumBytes) {
    this.clock = clock;
    this.maximumBytes = maximumBytes;
    entries =
        Caffeine.newBuilder()
            .ticker(() -> Math.multiplyExact(clock.millis(), 1_000_000L))
            .expireAfter(Expiry.writing(this::remaining))
            .evictionListener((key, entry, cause) -> leave(key, entry))
            .scheduler(Scheduler.systemScheduler())
            .executor(Runnable::run) // waking a thread up costs more than the upkeep
            .build();
    ended = new EndedEntries(maximumBytes, (key, entry) -> entries.asMap().remove(key, entry));
  }

  @Override
  public boolean offer(String key, byte[] value, Instant expiresAt, @Nullable String holder) {
    if (bytes.get() >= maximumBytes) {
      entries.cleanUp();
      if (bytes.get() >= maximumBytes) {
        return false;
      }
    }
    Entry entry = new Entry(value, expiresAt.toEpochMilli(), holder, false);
    bytes.addAndGet(entry.bytes());
    leave(key, entries.asMap().put(key, entry));
    if (holder != null) {
      String oldest = holders.add(holder, key);
      if (oldest != null) {
        leave(oldest, entries.asMap().remove(oldest));
      }
    }
    return true;
  }

  @Override
  public Optional<byte[]> peek(String key) {
    Entry entry = entries.getIfPresent(key);
    return entry == null || !isLive(entry) ? Optional.empty() : Optional.of(entry.value);
  }

  @Override
  public boolean replace(
      String key, byte[] expected, byte[] value, Instant expiresAt, boolean hasEnded) {
    Entry old = entries.getIfPresent(key);
    if (old == null || !isLive(old) || !Arrays.equals(old.value, expected)) {
      return false;
    }
    Entry entry =
        new Entry(value, expiresAt.toEpochMilli(), hasEnded ? null : old.holder, hasEnded);
    if (!entries.asMap().replace(key, old, entry)) {
      return false;
    }
    if (entry.holder == null) {
      leave(key, old);
    } else {
      bytes.addAndGet(-old.bytes());
    }
    if (hasEnded) {
      ended.add(key, entry, clock.millis());
    } else {
      bytes.addAndGet(entry.bytes());
    }
    return true;
  }

  @Override
  public boolean remove(String key, byte[] expected) {
    Entry old = entries.getIfPresent(key);
    if (old == null
        || !isLive(old)
        || !Arrays.equals(old.value, expected)
        || !entries.asMap().remove(key, old)) {
      return false;
    }
    leave(key, old);
    return true;
  }

  /** Gives back the room of what was under way; what had ended has its own. */
  private void leave(@Nullable String key, @Nullable Entry entry) {
    if (key != null && entry != null && !entry.ended) {
      bytes.addAndGet(-entry.bytes());
      if (entry.holder != null) {
        holders.remove(entry.holder, key);
      }
    }
  }

  private boolean isLive(Entry entry) {
    return entry.expiresAt > clock.millis();
  }

  private Duration remaining(String key, Entry entry) {
    return Duration.ofMillis(Math.max(0, entry.expiresAt - clock.millis()));
  }

  /** A value; equal to itself alone, so that the map's own comparison is the atomic one. */
  static final class Entry {
    private final byte[] value;
    final long expiresAt;
    private final @Nullable String holder;
    private final boolean ended;

    Entry(byte[] value, long expiresAt, @Nullable String holder, boolean ended) {
      this.value = value;
      this.expiresAt = expiresAt;
      this.holder = holder;
      this.ended = ended;
    }

    int bytes() {
      return OVERHEAD + value.length + (holder == null ? 0 : EntriesByOwner.OVERHEAD);
    }
  }
}
