package org.grantlet.internal.login;

import java.util.List;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.internal.integration.ProviderChoice;
import org.jspecify.annotations.Nullable;

/**
 * A login whose URL a browser has opened, as it was found. Immutable.
 *
 * @param offered what the user can choose; null if there is no choice, or it was made
 */
public record OpenedLogin(
    StoredLogin login, LoginRedemption redemption, @Nullable List<Integration> offered) {
  public String id() {
    return login.id();
  }

  /** The only user who may redeem it; null for anybody. */
  public @Nullable String owner() {
    return login.owner();
  }

  /** The provider; null if it is not chosen. */
  public @Nullable String provider() {
    return login.step().provider();
  }

  /** The grant that it was made to reconnect; null if it was not, or its URL is redeemed. */
  @Nullable String reconnects() {
    return login.step() instanceof LoginStep.Open open && open.reconnects()
        ? open.request().grantId()
        : null;
  }

  /** Whether this browser alone has it: it began the login, and no link led there. */
  public boolean isKeptByBrowser() {
    return login.isSealed();
  }

  /** Whether its URL is not redeemed, or was by the browser with one of these secrets. */
  public boolean isOpenFor(List<String> browsers) {
    BrowserBinding binding = login.step().binding();
    return binding == null || browsers.contains(binding.secret());
  }

  /**
   * Redeems the login URL. If the provider cannot be reached, or there is none to choose, the
   * redirect goes to the application with this error.
   *
   * @param choice what the user chose; null if there is no choice
   * @return where the browser goes; empty while another request fetches the provider's metadata:
   *     repeat this one
   * @throws GrantletException {@link ErrorCode#LOGIN_ID_INVALID} if another browser redeemed it, or
   *     it has expired; {@link ErrorCode#ACCESS_DENIED} for another user than the owner, and {@link
   *     ErrorCode#INVALID_FIELD} for a choice that is not offered: both leave it open; {@link
   *     ErrorCode#REDIRECT_URI_NOT_ALLOWED} if its redirect URI is no longer registered: this ends
   *     the login
   */
  public Optional<AuthorizationRedirect> redeem(Visitor visitor, @Nullable ProviderChoice choice) {
    return redemption.redeem(login, visitor, choice);
  }

  @Override
  public String toString() {
    return "OpenedLogin[" + login.step().getClass().getSimpleName() + "]";
  }

  /**
   * A browser that opens a login URL. Prints without the secrets.
   *
   * @param browserSecrets its secrets for the login, oldest first
   * @param owner the login's owner, if that is the user who is signed in to the application
   * @param session a hash of the HTTP session, if there is one
   */
  public record Visitor(
      List<String> browserSecrets, @Nullable String owner, @Nullable String session) {
    public Visitor {
      browserSecrets = List.copyOf(browserSecrets);
    }

    @Override
    public String toString() {
      return "Visitor[" + browserSecrets.size() + "]";
    }
  }
}
