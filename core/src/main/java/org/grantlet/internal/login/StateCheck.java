package org.grantlet.internal.login;

import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;

/**
 * Finds the login that a provider answers: the state of the answer must be the one that this
 * browser was sent with (RFC 6749 section 10.12). Thread-safe.
 */
public final class StateCheck {
  private final LoginStore logins;
  private final LoginCallback callback;

  StateCheck(LoginStore logins, LoginCallback callback) {
    this.logins = logins;
    this.callback = callback;
  }

  /** The login that is answered, if it is this browser's; it stays where it is. */
  public Optional<PendingLogin> find(AuthorizationResponse response) {
    String browser = response.browserSecret();
    return browser == null || !BrowserSecret.oauthState(browser).equals(response.oauthState())
        ? Optional.empty()
        : logins.findRedeemedBy(browser).map(login -> new PendingLogin(login, response, callback));
  }

  /** Of an answer whose state is unknown, spent, expired or of another browser. */
  public static GrantletException unknown() {
    return new GrantletException(
        ErrorCode.STATE_INVALID,
        "This answer belongs to no login that was begun in this browser in the last ten minutes");
  }
}
