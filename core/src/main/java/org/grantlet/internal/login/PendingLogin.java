package org.grantlet.internal.login;

import java.net.URI;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.jspecify.annotations.Nullable;

/** A login that a provider has answered, in the browser that it belongs to. Immutable. */
public final class PendingLogin {
  private final StoredLogin login;
  private final AuthorizationResponse response;
  private final LoginCallback callback;

  PendingLogin(StoredLogin login, AuthorizationResponse response, LoginCallback callback) {
    this.login = login;
    this.response = response;
    this.callback = callback;
  }

  /** Who alone may finish it; null for anybody. */
  public @Nullable String owner() {
    return login.owner();
  }

  /**
   * Finishes the flow. When this returns a redirect, the grant is durable or there is none.
   *
   * @param signedIn the owner, if that is who is signed in to the application
   * @return the redirect to the application, with success or with the error; the same again for the
   *     same response; empty while another request exchanges the code
   * @throws GrantletException {@link ErrorCode#STATE_INVALID} if the login has expired meanwhile,
   *     or was answered otherwise; {@link ErrorCode#ACCESS_DENIED} if somebody else than the owner
   *     is signed in, which spends the attempt and leaves the code unused; {@link
   *     ErrorCode#REDIRECT_URI_NOT_ALLOWED} if the redirect URI was taken back, likewise
   */
  public Optional<URI> finish(@Nullable String signedIn) {
    return callback.finish(login, response, signedIn);
  }
}
