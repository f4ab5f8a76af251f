package org.grantlet.internal.login;

import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;

/**
 * Checks the OAuth state: a response must have the state with which this browser was sent to the
 * provider (RFC 6749 section 10.12). Thread-safe.
 */
public record StateCheck(LoginStore logins, LoginCallback callback) {
  /** The login of a response with the right state; empty if there is none. */
  public Optional<PendingLogin> find(AuthorizationResponse response) {
    String browser = response.browserSecret();
    return browser == null || !BrowserSecret.oauthState(browser).equals(response.oauthState())
        ? Optional.empty()
        : logins
            .findRedeemedBy(browser)
            .or(() -> logins.sealed().openAt(response.callbackUri(), response.sealed(), browser))
            .map(login -> new PendingLogin(login, response, callback));
  }

  /** The error of a response whose state is unknown, used, expired or another browser's. */
  public static GrantletException unknown() {
    return new GrantletException(
        ErrorCode.STATE_INVALID,
        "This response belongs to no login that began in this browser in the last ten minutes");
  }
}
