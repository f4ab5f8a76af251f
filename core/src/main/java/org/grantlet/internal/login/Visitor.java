package org.grantlet.internal.login;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
