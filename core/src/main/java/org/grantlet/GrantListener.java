package org.grantlet;

/**
 * Called when something happens to a grant. {@link java.util.ServiceLoader} finds it, the key
 * {@code grantlet.listeners} names it, or a builder gets it; an instance is called once for an
 * event, and a class that is found and named has one instance.
 *
 * <p>Called on the thread that did the work, after the change is durable and before the browser is
 * redirected, so keep it short. Whatever a listener throws is logged, counted and changes nothing.
 * Called from many threads at once.
 */
public interface GrantListener {
  /**
   * Who this is to the store, which keeps what each listener has still to hear: at most 180
   * characters, the same on all nodes and in all versions, and another one than all other
   * listeners'. By default the name of the class; give one before you rename or wrap the class.
   */
  default String name() {
    return getClass().getName();
  }

  /** A grant was made. */
  default void grantCreated(GrantEvent event) {}

  /** A grant was authenticated again, or changed through the API. */
  default void grantUpdated(GrantEvent event) {}

  /** A grant was revoked and deleted. */
  default void grantDeleted(GrantEvent event) {}

  /**
   * A login is the only way to make a grant work again; called once. {@link Grant#reason} says why,
   * {@link GrantEvent#refreshError} what the provider said.
   */
  default void grantExpired(GrantEvent event) {}

  /**
   * Refreshing a grant has failed for {@code grantlet.refresh-alarm}, and is tried again; called
   * once until it works.
   */
  default void grantRefreshFailed(GrantEvent event) {}

  /** A grant works again of which {@link #grantRefreshFailed} told. */
  default void grantRecovered(GrantEvent event) {}

  /** A login ended without a grant. */
  default void authenticationFailed(AuthenticationFailure failure) {}
}
