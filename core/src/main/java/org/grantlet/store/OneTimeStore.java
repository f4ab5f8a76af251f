package org.grantlet.store;

import java.time.Instant;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps short-lived values, each of which goes from one step to the next. Keys are hashes of ids,
 * and values are encrypted if the store is shared, so a reader of the store learns nothing. Every
 * step compares: of any number of simultaneous callers, on any number of nodes that share the
 * store, exactly one replaces or removes a value that all of them have read. Live values are never
 * evicted, except by others of the same owner.
 *
 * <p>Implementations are thread-safe and throw {@link GrantletException} with {@link
 * ErrorCode#UNAVAILABLE} when they cannot be reached.
 */
public interface OneTimeStore extends AutoCloseable {
  /**
   * Adds a value.
   *
   * @param owner the user that it is for; a store in memory keeps a bounded number for each owner,
   *     and drops the oldest of the same owner beyond it; null if there is no user
   * @return false, and nothing is stored, if the store is full
   */
  boolean offer(String key, byte[] value, Instant expiresAt, @Nullable String owner);

  /**
   * Adds a value for what was kept elsewhere until now, once: of any number of simultaneous
   * callers, on any number of nodes that share the store, exactly one adds it. The caller replaces
   * the value and never removes it: until it expires, the key is not claimed again, even by a store
   * that drops values which have ended.
   *
   * @return false, and nothing is stored, if the key has a value, or had one that was dropped
   * @throws GrantletException {@link ErrorCode#RATE_LIMITED}, and nothing is stored, if the store
   *     is full
   */
  boolean claim(String key, byte[] value, Instant expiresAt);

  /** What a store that is full throws. */
  static GrantletException full() {
    return new GrantletException(
        ErrorCode.RATE_LIMITED, "Too many logins are waiting to be finished; try again later");
  }

  /** The value, which stays; empty if it is unknown, removed or expired. */
  Optional<byte[]> peek(String key);

  /**
   * Replaces a value; never refused for lack of room.
   *
   * @param expected what {@link #peek} returned
   * @param ended whether the value is a result that is only read again, so that it must not take
   *     the room of new values; a store in memory may drop the oldest of those
   * @return false, and nothing changes, if the value is another one now, or has expired
   */
  boolean replace(String key, byte[] expected, byte[] value, Instant expiresAt, boolean ended);

  /**
   * Removes a value.
   *
   * @param expected what {@link #peek} returned
   * @return false, and nothing changes, if the value is another one now, or has expired
   */
  boolean remove(String key, byte[] expected);

  /** Releases what the store holds. */
  @Override
  default void close() {}
}
