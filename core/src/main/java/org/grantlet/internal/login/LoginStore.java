package org.grantlet.internal.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.text.Sha256;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

/**
 * The logins in a one-time store. Each has one value under one key for all of its steps. The store
 * sees a hash of the id, and an encrypted value if it is shared. Thread-safe.
 *
 * @param encryption null for a store in memory
 * @param sealed what the browser keeps
 * @param longestExchange the longest time that a request exchanges a code
 */
record LoginStore(
    OneTimeStore store,
    @Nullable Encryption encryption,
    SealedLogins sealed,
    AppUrls urls,
    Clock clock,
    Duration longestExchange) {
  /** Of a pending authorization, of a result, and of a result that was seen. */
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final String KIND = "l";

  /** Stores a login that begins without a login URL; false if there is no room. */
  boolean offer(String id, PendingAuthorization pending) {
    return offer(id, pending, clock.instant().plus(LIFE));
  }

  /** Stores a new login; false if there is no room. */
  boolean offer(String id, LoginStep step, Instant expiresAt) {
    String key = key(id);
    String owner = step.owner();
    return store.offer(
        key,
        encrypt(step, id, key),
        expiresAt,
        owner == null ? null : Sha256.of("owner|" + owner).substring(0, 22));
  }

  /** A login; empty if there is none, or it is encrypted with a key that is gone. */
  Optional<StoredLogin> find(String id) {
    if (!RandomIds.looksLikeOne(id)) {
      return Optional.empty();
    }
    String key = key(id);
    byte[] stored = store.peek(key).orElse(null);
    return stored == null || (encryption != null && !encryption.hasKeyOf(stored))
        ? Optional.empty()
        : Optional.of(new StoredLogin(id, key, open(stored, id, key), stored));
  }

  /** The login that the browser with this secret has redeemed. */
  Optional<StoredLogin> findRedeemedBy(String browser) {
    String id = BrowserSecret.loginId(browser);
    StoredLogin login = id == null ? null : find(id).orElse(null);
    BrowserBinding binding = login == null ? null : login.step().binding();
    return login != null && binding != null && binding.secret().equals(browser)
        ? Optional.of(login)
        : Optional.empty();
  }

  /**
   * Moves a login to its next step; empty if another request has done so first. One that is sealed
   * stays so, and nothing is stored, until a code is exchanged: that step claims it.
   */
  Optional<StoredLogin> move(StoredLogin from, LoginStep to) {
    String cookie = from.isSealed() ? sealed.seal(from.id(), to, from.sealedUntil()) : null;
    return cookie == null ? store(from, to) : Optional.of(from.movedInCookie(to, cookie));
  }

  /** Stores the next step; claims the login if it was sealed. Empty as {@link #move} says. */
  Optional<StoredLogin> store(StoredLogin from, LoginStep to) {
    String key = from.key();
    byte[] encrypted = encrypt(to, from.id(), key);
    Instant end = clock.instant().plus(LIFE);
    if (to instanceof LoginStep.Exchanging) {
      end = end.plus(longestExchange);
    }
    Instant sealedUntil = from.sealedUntil();
    if (sealedUntil != null && end.isBefore(sealedUntil)) {
      end = sealedUntil; // the clock of the node that sealed it may be ahead
    }
    byte[] before = from.stored();
    boolean moved =
        before == null
            ? store.claim(key, encrypted, end)
            : store.replace(
                key,
                before,
                encrypted,
                end,
                to instanceof LoginStep.Ended ended && !isAwaited(from, ended));
    return moved ? Optional.of(from.moved(to, encrypted)) : Optional.empty();
  }

  /**
   * Whether the application has yet to see it. Failures of visitors may give way: a flood of them
   * would leave no room for users.
   */
  private boolean isAwaited(StoredLogin from, LoginStep.Ended ended) {
    return !ended.seen()
        && (ended.result().success() || !from.isVisitors())
        && urls.pathInApp(ended.result().redirectUri()) != null;
  }

  /** Removes a login URL that was not redeemed; of a login that is sealed nothing is stored. */
  boolean remove(StoredLogin login) {
    byte[] stored = login.stored();
    return stored == null || store.remove(login.key(), stored);
  }

  /** Whether the node that exchanged the code must have crashed. */
  boolean isAbandoned(LoginStep.Exchanging exchanging) {
    return !clock.instant().isBefore(exchanging.since().plus(longestExchange));
  }

  private byte[] encrypt(LoginStep step, String id, String key) {
    byte[] plain = step.write(urls, id);
    return encryption == null ? plain : encryption.encrypt(plain, key);
  }

  private LoginStep open(byte[] stored, String id, String key) {
    byte[] plain = encryption == null ? stored : encryption.decrypt(stored, key);
    return LoginStep.read(plain, urls, id);
  }

  static String key(String id) {
    return KIND + Sha256.of(id);
  }
}
