package org.grantlet.store;

import java.time.Clock;

/**
 * Opens the stores that the keys {@code grantlet.store} and {@code grantlet.one-time-store} name.
 * Extensions provide one by {@link java.util.ServiceLoader}.
 */
public interface StoreFactory {
  /** Whether a value of {@code grantlet.store} is this factory's. */
  default boolean opensStore(String location) {
    return false;
  }

  /**
   * Opens a durable store.
   *
   * @throws IllegalArgumentException with what is wrong with the location
   */
  default Stores openStore(String location, Clock clock) {
    throw new IllegalArgumentException("is not a store of " + getClass().getSimpleName());
  }

  /** Whether a value of {@code grantlet.one-time-store} is this factory's. */
  default boolean opensOneTimeStore(String location) {
    return false;
  }

  /**
   * Opens a shared one-time store.
   *
   * @throws IllegalArgumentException with what is wrong with the location
   */
  default OneTimeStore openOneTimeStore(String location, Clock clock) {
    throw new IllegalArgumentException("is not a one-time store of " + getClass().getSimpleName());
  }
}
