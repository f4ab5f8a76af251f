package org.grantlet.internal.login;

import java.util.List;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.internal.integration.ProviderChoice;
import org.jspecify.annotations.Nullable;

/** A login whose URL somebody opens, as it was when it was looked for. Immutable. */
public final class OpenedLogin {
  private final StoredLogin login;
  private final LoginRedemption redemption;
  private final @Nullable List<Integration> offered;

  OpenedLogin(StoredLogin login, LoginRedemption redemption, @Nullable List<Integration> offered) {
    this.login = login;
    this.redemption = redemption;
    this.offered = offered;
  }

  /** The id of its login URL. */
  public String id() {
    return login.id();
  }

  /** Who alone may go on with it; null for anybody. */
  public @Nullable String owner() {
    return login.owner();
  }

  /** The provider that its user is sent to; null if there is a choice, or was none. */
  public @Nullable String provider() {
    return login.step().provider();
  }

  /**
   * What its user has yet to choose among, none if all of it is gone; null if there is no choice,
   * or it was made.
   */
  public @Nullable List<Integration> offered() {
    return offered;
  }

  /** Whether its URL is not redeemed yet, or was by the browser with one of these secrets. */
  public boolean isOpenFor(List<String> browsers) {
    BrowserBinding binding = login.step().binding();
    return binding == null || browsers.contains(binding.secret());
  }

  /**
   * Spends a login URL. If the provider cannot be reached, or there is none left to choose, the
   * browser goes to the application with that news.
   *
   * @param choice what the user chose, where there is a choice; else null
   * @return where the browser goes; empty while another request of it gets the answer: ask again
   * @throws GrantletException {@link ErrorCode#LOGIN_ID_INVALID} if it was spent by somebody else
   *     or has expired; {@link ErrorCode#ACCESS_DENIED} if it is another owner's, and {@link
   *     ErrorCode#INVALID_FIELD} if the choice is not on offer, which do not spend it; {@link
   *     ErrorCode#REDIRECT_URI_NOT_ALLOWED} if its redirect URI was taken back, which ends it
   */
  public Optional<AuthorizationRedirect> redeem(Visitor visitor, @Nullable ProviderChoice choice) {
    return redemption.redeem(login, visitor, choice);
  }

  @Override
  public String toString() {
    return "OpenedLogin[" + login.step().getClass().getSimpleName() + "]";
  }
}
