package org.grantlet.internal.login;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.grantlet.GrantletException;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Pending authorizations that the store does not keep: each is sealed into a cookie of the browser
 * that begins it, and opens only beside that browser's secret, at the callback to which it belongs,
 * for ten minutes. The store learns of one when its response comes: then it is claimed, once.
 * {@code docs/adr/0022} says more. Thread-safe.
 */
record SealedLogins(Encryption encryption, AppUrls urls, Clock clock) {
  /** Of five in one browser, which together take 4 KB. */
  static final int LENGTH = 819;

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** The value of the cookie; null if it is too long for one. */
  @Nullable String seal(String id, PendingAuthorization pending) {
    String provider = pending.request().provider();
    String head = Long.toString(clock.instant().plus(LoginStore.LIFE).toEpochMilli(), 36);
    byte[] sealed =
        encryption.encrypt(
            pending.write(urls, id),
            place(head, provider, pending.binding().secret(), pending.callbackUri().toString()));
    String text = head + "." + provider + "." + BASE64.encodeToString(sealed);
    return text.length() > LENGTH ? null : text;
  }

  /**
   * The login in a cookie; empty if it has expired, was changed, or is of another browser, callback
   * or provider.
   *
   * @param browser the secret of the browser that brought it
   * @param callbackUri where it came to
   */
  Optional<StoredLogin> open(String sealed, String browser, String callbackUri) {
    String id = BrowserSecret.loginId(browser);
    String[] parts = sealed.split("\\.", -1);
    if (id == null || sealed.length() > LENGTH || parts.length != 3 || !isBefore(parts[0])) {
      return Optional.empty();
    }
    try {
      byte[] encrypted =
          Base64.getUrlDecoder().decode(parts[2].getBytes(StandardCharsets.US_ASCII));
      byte[] plain = encryption.decrypt(encrypted, place(parts[0], parts[1], browser, callbackUri));
      return Optional.of(new StoredLogin(id, LoginStep.read(plain, urls, id), null));
    } catch (IllegalArgumentException | GrantletException e) {
      return Optional.empty(); // also if its key is gone
    }
  }

  private boolean isBefore(String end) {
    try {
      return clock.millis() < Long.parseLong(end, 36);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** What is not in the value itself, and must be the same when it is opened. */
  private static String place(String end, String provider, String browser, String callbackUri) {
    return "sealed login/" + end + "/" + provider + "/" + Sha256.of(browser) + "/" + callbackUri;
  }
}
