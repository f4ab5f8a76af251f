package org.grantlet;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens, how it ended and how long it took, to make metrics of it: {@code
 * grantlet-micrometer} has one for Micrometer. A builder gets it. Without one, nothing is measured.
 * To act on what happens to grants, use a {@link GrantListener}.
 *
 * <p>Called on the thread that did the work, from many threads at once, so do not wait in it. What
 * an observer throws is counted, logged when it is the first, second, fourth, eighth… time, and
 * changes nothing.
 */
@FunctionalInterface
public interface GrantletObserver {
  /** Something has happened. More kinds may come, so leave alone what you do not know. */
  void observe(Observation what);

  /**
   * Grantlet works now.
   *
   * @param grants what can be counted, on another thread than this one: the stores are asked
   * @param events the same
   */
  default void started(Grants grants, Events events) {}

  /** Grantlet is about to close. Not called if it has not {@linkplain #started started}. */
  default void ending() {}

  /** What can happen. */
  enum Kind {
    /** A browser is sent to a provider, for the first time in this login. */
    LOGIN_BEGUN,
    /** A login could not begin, because too many are waiting to be finished. */
    LOGIN_REFUSED,
    /** A login has ended; it took from {@link #LOGIN_BEGUN} on, in whole seconds. */
    LOGIN_ENDED,
    /** A provider was called. */
    PROVIDER_CALL,
    /** A provider was asked for new tokens, and they are stored, or it failed. */
    REFRESH,
    /** A caller waits for a refresh that another caller of this node has begun. */
    REFRESH_SHARED,
    /** A webhook was called; status 2xx means that it has heard. */
    WEBHOOK_ATTEMPT,
    /** The filter has answered a request. */
    REQUEST
  }

  /**
   * Something that has happened. It names no user, grant, address or path. Immutable.
   *
   * @param kind what it is
   * @param provider the provider of the integration; null if there is none, or the user has not
   *     chosen
   * @param endpoint of a {@link Kind#PROVIDER_CALL}: {@code token}, {@code userinfo}, {@code
   *     discovery}, {@code keys}, {@code revocation} or {@code api}; of a {@link Kind#REQUEST}:
   *     {@code login}, {@code callback}, {@code api}, {@code other} if there is no such page, or
   *     {@code return} if a return to the application was refused; else null
   * @param error why it failed; null if it did not, or the status alone says it
   * @param status the HTTP status; 0 if there was no answer, or this kind has none
   * @param took how long; zero if it takes no time
   */
  record Observation(
      Kind kind,
      @Nullable String provider,
      @Nullable String endpoint,
      @Nullable ErrorCode error,
      int status,
      Duration took) {}
}
