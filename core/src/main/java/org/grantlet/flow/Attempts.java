package org.grantlet.flow;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.grantlet.crypto.RandomIds;
import org.grantlet.crypto.Vault;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

/**
 * Authorization attempts under way. The key is made of the state and of the browser's cookie, so
 * that another browser finds nothing and spends nothing. Thread-safe.
 */
final class Attempts {
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final OneTime attempts;
  private final AppUrls urls;
  private final Clock clock;

  Attempts(OneTimeStore store, @Nullable Vault vault, AppUrls urls, Clock clock) {
    attempts = new OneTime("a", store, vault);
    this.urls = urls;
    this.clock = clock;
  }

  /** A browser's secret; begins with the time, so that the oldest cookie is known. */
  static String newBrowser(Clock clock) {
    return Long.toString(clock.instant().getEpochSecond(), 36) + "." + RandomIds.next();
  }

  /**
   * The nonce of this browser's attempt (OpenID Connect Core section 15.5.2: a hash of a secret in
   * its cookie). Nobody else can name it, and nobody need keep it.
   */
  static String nonce(String browser) {
    return RandomIds.hash("nonce|" + browser);
  }

  /** What the name of an attempt's cookie ends with. */
  static String cookieKey(String state) {
    return RandomIds.hash(state).substring(0, 12);
  }

  /** Keeps one that begins by itself; false if there is no room. */
  boolean offer(String state, String browser, Attempt attempt) {
    return attempts.offer(key(state, browser), attempt.write(urls), clock.instant().plus(LIFE));
  }

  /** Keeps one that a login URL was spent for. */
  void put(String state, String browser, Attempt attempt) {
    attempts.put(key(state, browser), attempt.write(urls), clock.instant().plus(LIFE));
  }

  Optional<Attempt> peek(String state, String browser) {
    return RandomIds.looksLikeOne(state)
        ? attempts.peek(key(state, browser)).map(json -> Attempt.read(json, urls))
        : Optional.empty();
  }

  /** Takes one that is known from {@link #peek}; false if somebody else was first. */
  boolean spend(String state, String browser) {
    return attempts.spend(key(state, browser));
  }

  private static String key(String state, String browser) {
    return state + "|" + browser;
  }
}
