package org.grantlet;

/**
 * Hears what happens to grants. Found by {@link java.util.ServiceLoader}, named by the {@code
 * grantlet.listeners} key or given to a builder.
 *
 * <p>Called on the thread that did the work, after the change is durable and before the browser is
 * redirected, so keep it short. Whatever a listener throws is logged, counted and changes nothing.
 * Called from many threads at once.
 */
public interface GrantListener {
  /** A grant was made. */
  default void grantCreated(GrantEvent event) {}

  /** A grant was authenticated again, or changed through the API. */
  default void grantUpdated(GrantEvent event) {}

  /** A grant was revoked and deleted. */
  default void grantDeleted(GrantEvent event) {}

  /** The provider no longer takes the refresh token of a grant; told once. */
  default void grantExpired(GrantEvent event) {}

  /** A flow ended without a grant. */
  default void authenticationFailed(AuthenticationFailure failure) {}
}
