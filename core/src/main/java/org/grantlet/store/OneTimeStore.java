package org.grantlet.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps short-lived values that are taken once. Keys are hashes of ids, and values are sealed where
 * the store is shared, so neither tells anything. Taking is atomic: of any number of simultaneous
 * takers, on any number of nodes that share the store, exactly one gets the value. Live values are
 * never evicted.
 *
 * <p>Implementations are thread-safe and throw {@link org.grantlet.GrantletException} with {@link
 * org.grantlet.ErrorCode#UNAVAILABLE} when they cannot be reached.
 */
public interface OneTimeStore extends AutoCloseable {
  /** Adds a value that begins something; false, and nothing is kept, if the store is full. */
  boolean offer(String key, byte[] value, Instant expiresAt);

  /** Adds a value that follows another one, or replaces it; never refused. */
  void put(String key, byte[] value, Instant expiresAt);

  /** The value, which stays; empty if unknown, taken or expired. */
  Optional<byte[]> peek(String key);

  /** The value, which goes; empty if unknown, taken or expired. */
  Optional<byte[]> take(String key);

  /** Releases what the store holds. */
  @Override
  default void close() {}
}
