package org.grantlet.internal.login;

import java.time.Clock;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The secret of one browser for one login, which is the value of its cookie: when it was made, so
 * that the oldest is known, a random id, and the login's id. All that an authorization request
 * needs is a hash of it, so the same browser that presses again gets the same request.
 */
public final class BrowserSecret {
  private static final int STATE_LENGTH = 32;

  private BrowserSecret() {}

  /** A new one. */
  public static String next(Clock clock, String loginId) {
    return Long.toString(clock.instant().getEpochSecond(), 36)
        + "."
        + RandomIds.next()
        + "."
        + loginId;
  }

  /** The login that a secret is for; null if it is no such secret. */
  public static @Nullable String loginId(String browser) {
    String[] parts = browser.split("\\.", -1);
    return parts.length == 3 && RandomIds.looksLikeOne(parts[1]) && RandomIds.looksLikeOne(parts[2])
        ? parts[2]
        : null;
  }

  /** The state of this browser's authorization request (RFC 6749 section 10.12). */
  static String oauthState(String browser) {
    return Sha256.of("state|" + browser).substring(0, STATE_LENGTH);
  }

  /**
   * The nonce (OpenID Connect Core section 15.5.2: a hash of a secret in its cookie). Nobody else
   * can name it, and nobody need keep it.
   */
  static String nonce(String browser) {
    return Sha256.of("nonce|" + browser);
  }

  /** The code verifier (RFC 7636 section 4.1: 256 bits). */
  static String codeVerifier(String browser) {
    return Sha256.of("verifier|" + browser);
  }

  /** What the name of this browser's cookie ends with. */
  public static String cookieKey(String browser) {
    return cookieKeyOf(oauthState(browser));
  }

  /** What the name of the cookie ends with that belongs to a state. */
  public static String cookieKeyOf(String oauthState) {
    return Sha256.of(oauthState).substring(0, 12);
  }
}
