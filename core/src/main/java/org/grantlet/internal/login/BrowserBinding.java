package org.grantlet.internal.login;

import java.util.Objects;
import org.grantlet.internal.login.OpenedLogin.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * To whom a login belongs once its URL is redeemed. Immutable; prints without the secret.
 *
 * @param secret the secret of the browser that redeemed it
 * @param owner the owner of the request, if it has one
 * @param session a hash of the HTTP session in which it was redeemed, if there was one
 */
record BrowserBinding(String secret, @Nullable String owner, @Nullable String session) {

  /** Whether a visitor has the secret or, if its cookie may be lost, the same sign-in. */
  boolean isOf(Visitor visitor) {
    boolean known = owner != null || session != null;
    return visitor.browserSecrets().contains(secret)
        || (known
            && Objects.equals(owner, visitor.owner())
            && Objects.equals(session, visitor.session()));
  }

  @Override
  public String toString() {
    return "Binding[" + BrowserSecret.cookieKey(secret) + "]";
  }

  /** Writes the secret, without the id with which it ends, and the session. */
  void write(StepWriter out, String loginId) {
    boolean isWhole = !secret.endsWith("." + loginId);
    out.text(isWhole ? secret : secret.substring(0, secret.length() - loginId.length()))
        .text(session);
  }

  static String readSecret(StepReader in, String loginId) {
    String secret = in.required();
    return secret.endsWith(".") ? secret + loginId : secret;
  }
}
