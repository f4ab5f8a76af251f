package org.grantlet.internal.login;

import java.time.Clock;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The secret of one browser for one login: the value of its cookie, made of its time, a random id
 * and the login's id. State, nonce and code verifier are hashes of it, so that a browser that
 * redeems a login URL twice gets the same authorization request twice.
 */
public final class BrowserSecret {
  private static final int STATE_LENGTH = 32;

  private BrowserSecret() {}

  public static String next(Clock clock, String loginId) {
    return Long.toString(clock.instant().getEpochSecond(), 36)
        + "."
        + RandomIds.next()
        + "."
        + loginId;
  }

  /** The id of a secret's login; null if the text is no secret. */
  public static @Nullable String loginId(String browser) {
    int id = browser.lastIndexOf('.') + 1;
    int random = browser.indexOf('.') + 1;
    String loginId = browser.substring(id);
    return random < id
            && RandomIds.looksLikeOne(browser.substring(random, id - 1))
            && RandomIds.looksLikeOne(loginId)
        ? loginId
        : null;
  }

  /** When a browser says that it was made, in seconds since 1970; 0 if it says nothing like it. */
  public static long madeAt(String browser) {
    try {
      return Long.parseLong(browser, 0, Math.max(0, browser.indexOf('.')), 36);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** The state of this browser's authorization request (RFC 6749 section 10.12). */
  static String oauthState(String browser) {
    return Sha256.of("state|" + browser).substring(0, STATE_LENGTH);
  }

  /** The nonce: a hash of a secret in a cookie (OpenID Connect Core section 15.5.2). */
  static String nonce(String browser) {
    return Sha256.of("nonce|" + browser);
  }

  /** The code verifier (RFC 7636 section 4.1: 256 bits). */
  static String codeVerifier(String browser) {
    return Sha256.of("verifier|" + browser);
  }

  /** The end of the name of this secret's cookie. */
  public static String cookieKey(String browser) {
    return cookieKeyOf(oauthState(browser));
  }

  /** The end of the name of a state's cookie. */
  public static String cookieKeyOf(String oauthState) {
    return Sha256.of(oauthState).substring(0, 12);
  }
}
