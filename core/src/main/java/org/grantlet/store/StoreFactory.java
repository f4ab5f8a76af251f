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

  /**
   * Opens a durable store.
   *
   * @param migrate whether the store makes and changes its tables; if not, it only checks them. The
   *     key {@code grantlet.jdbc.migrate}; a store without tables has nothing to do with it
   * @throws IllegalArgumentException with what is wrong with the location or the tables
   */
  default Stores openStore(String location, Clock clock, boolean migrate) {
    return openStore(location, clock);
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
