package org.grantlet.internal.login;

import java.util.Objects;
import org.grantlet.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Whose a login is once its URL is spent. Immutable; prints without the secret.
 *
 * @param secret the secret of the browser that spent it
 * @param owner the owner of the request, if it has one
 * @param session names the HTTP session in which it was spent, if there was one
 */
record BrowserBinding(String secret, @Nullable String owner, @Nullable String session) {

  /** Whether somebody brings the secret, or, where that may be lost, has the same sign-in. */
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
