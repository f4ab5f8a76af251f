package org.grantlet.store;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps short-lived values, each of which goes from one step to the next. Keys are hashes of ids,
 * and values are sealed where the store is shared, so neither tells anything. Every step compares:
 * of any number of simultaneous callers, on any number of nodes that share the store, exactly one
 * replaces or removes a value that all of them have seen. Live values are never evicted, but by
 * others of the same holder.
 *
 * <p>Implementations are thread-safe and throw {@link org.grantlet.GrantletException} with {@link
 * org.grantlet.ErrorCode#UNAVAILABLE} when they cannot be reached.
 */
public interface OneTimeStore extends AutoCloseable {
  /**
   * Adds a value that begins something.
   *
   * @param holder who begins it; a store in memory keeps a bounded number for each and drops the
   *     holder's own oldest beyond it; null where nobody is known
   * @return false, and nothing is kept, if the store is full
   */
  boolean offer(String key, byte[] value, Instant expiresAt, @Nullable String holder);

  /** The value, which stays; empty if unknown, removed or expired. */
  Optional<byte[]> peek(String key);

  /**
   * Replaces a value; never refused for lack of room.
   *
   * @param expected what {@link #peek} gave
   * @param ended whether the value is kept only to be said again, so that it must not take the room
   *     of what begins; a store in memory may drop the oldest of those
   * @return false, and nothing changes, if the value is another one by now, or expired
   */
  boolean replace(String key, byte[] expected, byte[] value, Instant expiresAt, boolean ended);

  /**
   * Removes a value.
   *
   * @param expected what {@link #peek} gave
   * @return false, and nothing changes, if the value is another one by now, or expired
   */
  boolean remove(String key, byte[] expected);

  /** Releases what the store holds. */
  @Override
  default void close() {}
}
