package org.grantlet.internal.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.grantlet.internal.concurrent.Late;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one-time values of one node in memory. When the values that have not ended fill {@code
 * maximumBytes}, it takes no new ones. It evicts only values that have expired, and the oldest of
 * an owner with more than {@value EntriesByOwner#AT_MOST}. Values that have ended have as much room
 * again, in which the oldest is evicted; and so have the hashes of claimed keys. Thread-safe.
 */
public final class MemoryOneTimeStore implements OneTimeStore {
  /** Bytes of a value beside its own, as measured: its key, its node in the cache, headers. */
  static final int OVERHEAD = 168;

  private final Clock clock;
  private final long maximumBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final EntriesByOwner owners = new EntriesByOwner();
  private final EndedEntries ended;
  private final ClaimedKeys claimed;
  private final Late<Cache<HashedKey, Entry>> entries = new Late<>(this::cache);

  /**
   * A store of at most so many bytes of the heap, 1 or more, for values that have not ended, and as
   * many for those that have. The former may take a little more: replacing is never refused.
   */
  public MemoryOneTimeStore(Clock clock, long maximumBytes) {
    this.clock = clock;
    this.maximumBytes = maximumBytes;
    claimed = new ClaimedKeys(maximumBytes);
    ended =
        new EndedEntries(maximumBytes, (key, entry) -> entries.get().asMap().remove(key, entry));
  }

  private Cache<HashedKey, Entry> cache() {
    return Caffeine.newBuilder()
        .ticker(() -> Math.multiplyExact(clock.millis(), 1_000_000L))
        .expireAfter(Expiry.writing(this::remaining))
        .evictionListener((key, entry, cause) -> leave(key, entry))
        .executor(Runnable::run) // waking a thread costs more than the work
        .build();
  }

  @Override
  public boolean offer(String key, byte[] value, Instant expiresAt, @Nullable String owner) {
    if (isFull()) {
      return false;
    }
    HashedKey hashed = HashedKey.of(key);
    HashedKey ownerHash = owner == null ? null : HashedKey.of(owner);
    Entry entry = new Entry(value, expiresAt.toEpochMilli(), ownerHash, false);
    bytes.addAndGet(entry.bytes());
    leave(hashed, entries.get().asMap().put(hashed, entry));
    if (ownerHash != null) {
      HashedKey oldest = owners.add(ownerHash, hashed);
      if (oldest != null) {
        leave(oldest, entries.get().asMap().remove(oldest));
      }
    }
    return true;
  }

  private boolean isFull() {
    if (bytes.get() >= maximumBytes) {
      entries.get().cleanUp();
    }
    return bytes.get() >= maximumBytes;
  }

  @Override
  public boolean claim(String key, byte[] value, Instant expiresAt) {
    if (isFull()) {
      throw OneTimeStore.full();
    }
    Entry entry = new Entry(value, expiresAt.toEpochMilli(), null, false);
    Entry kept =
        entries
            .get()
            .asMap()
            .computeIfAbsent(
                HashedKey.of(key),
                hashed -> claimed.add(hashed, expiresAt, clock.instant()) ? entry : null);
    if (kept != entry) {
      return false;
    }
    bytes.addAndGet(entry.bytes());
    return true;
  }

  @Override
  public Optional<byte[]> peek(String key) {
    Entry entry = entries.get().getIfPresent(HashedKey.of(key));
    return entry == null || !isLive(entry) ? Optional.empty() : Optional.of(entry.value);
  }

  @Override
  public boolean replace(
      String key, byte[] expected, byte[] value, Instant expiresAt, boolean hasEnded) {
    HashedKey hashed = HashedKey.of(key);
    Entry old = entries.get().getIfPresent(hashed);
    if (old == null || !isLive(old) || !Arrays.equals(old.value, expected)) {
      return false;
    }
    Entry entry = new Entry(value, expiresAt.toEpochMilli(), hasEnded ? null : old.owner, hasEnded);
    if (!entries.get().asMap().replace(hashed, old, entry)) {
      return false;
    }
    if (entry.owner == null) {
      leave(hashed, old);
    } else {
      bytes.addAndGet(-old.bytes());
    }
    if (hasEnded) {
      ended.add(hashed, entry, clock.millis());
    } else {
      bytes.addAndGet(entry.bytes());
    }
    return true;
  }

  @Override
  public boolean remove(String key, byte[] expected) {
    HashedKey hashed = HashedKey.of(key);
    Entry old = entries.get().getIfPresent(hashed);
    if (old == null
        || !isLive(old)
        || !Arrays.equals(old.value, expected)
        || !entries.get().asMap().remove(hashed, old)) {
      return false;
    }
    leave(hashed, old);
    return true;
  }

  /** Frees the room of a value that had not ended; those that had ended have their own. */
  private void leave(@Nullable HashedKey key, @Nullable Entry entry) {
    if (key != null && entry != null && !entry.ended) {
      bytes.addAndGet(-entry.bytes());
      if (entry.owner != null) {
        owners.remove(entry.owner, key);
      }
    }
  }

  private boolean isLive(Entry entry) {
    return entry.expiresAt > clock.millis();
  }

  private Duration remaining(HashedKey key, Entry entry) {
    return Duration.ofMillis(Math.max(0, entry.expiresAt - clock.millis()));
  }

  /** A value; equal only to itself, so that the map compares identities atomically. */
  static final class Entry {
    private final byte[] value;
    final long expiresAt;
    private final @Nullable HashedKey owner;
    private final boolean ended;

    Entry(byte[] value, long expiresAt, @Nullable HashedKey owner, boolean ended) {
      this.value = value;
      this.expiresAt = expiresAt;
      this.owner = owner;
      this.ended = ended;
    }

    int bytes() {
      return OVERHEAD + value.length + (owner == null ? 0 : EntriesByOwner.OVERHEAD);
    }
  }
}
