package org.grantlet.internal.login;

import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.jspecify.annotations.Nullable;

/** A login with its authorization response, in the right browser. Immutable. */
public record PendingLogin(
    StoredLogin login, AuthorizationResponse response, LoginCallback callback) {
  /** The only user who may finish it; null for anybody. */
  public @Nullable String owner() {
    return login.owner();
  }

  /**
   * Finishes the login: when this returns, the grant is stored or there is none.
   *
   * @param signedIn the owner, if that is the user who is signed in to the application
   * @return the redirect to the application with the result, always the same for the same response;
   *     empty while another request exchanges the code
   * @throws GrantletException {@link ErrorCode#STATE_INVALID} if the login has expired, or had
   *     another response; {@link ErrorCode#ACCESS_DENIED} if another user than the owner is signed
   *     in, or {@link ErrorCode#REDIRECT_URI_NOT_ALLOWED} if the redirect URI is no longer
   *     registered: both end the login and leave the code unused
   */
  public Optional<LoginReturn> finish(@Nullable String signedIn) {
    return callback.finish(login, response, signedIn);
  }
}
