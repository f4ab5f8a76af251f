package org.grantlet.internal.login;

import java.util.Objects;
import org.grantlet.internal.json.JsonObject;
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

  void write(JsonObject members) {
    members.put("b", secret).put("o", owner).put("h", session);
  }

  static BrowserBinding read(JsonObject members) {
    return new BrowserBinding(members.required("b"), members.string("o"), members.string("h"));
  }
}
