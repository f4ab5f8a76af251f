package org.grantlet.store;

import java.util.List;
import java.util.Optional;
import org.grantlet.Integration;

/**
 * Keeps integrations, one per provider. A store may have integrations that the application has
 * written past {@link org.grantlet.Integrations}: the form of each version is checked when a login
 * begins, which fails with {@link org.grantlet.ErrorCode#INVALID_FIELD} if it is wrong. Every call
 * is atomic, and durable when it returns. Implementations are thread-safe and throw {@link
 * org.grantlet.GrantletException} with {@link org.grantlet.ErrorCode#UNAVAILABLE} when they cannot
 * be reached.
 */
public interface IntegrationStore extends AutoCloseable {
  /** The integration of a provider. */
  Optional<Integration> find(String provider);

  /** All integrations, by provider. */
  List<Integration> list();

  /** Adds one; false, and nothing is written, if its provider has one already. */
  boolean insert(Integration integration);

  /** Replaces the version before this one; false, and nothing is written, if it is not stored. */
  boolean replace(Integration integration);

  /** Removes one; false if it is not there. */
  boolean delete(String provider);

  /** Releases what the store holds. */
  @Override
  default void close() {}
}
