package org.grantlet.internal.login;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who opens a login URL. Prints without the secrets.
 *
 * @param browserSecrets the secrets that this browser has for the login, oldest first
 * @param owner who is signed in to the application, as the request's owner was named
 * @param session names the HTTP session, if there is one
 */
public record Visitor(
    List<String> browserSecrets, @Nullable String owner, @Nullable String session) {
  /** Copies the list. */
  public Visitor {
    browserSecrets = List.copyOf(browserSecrets);
  }

  @Override
  public String toString() {
    return "Visitor[" + browserSecrets.size() + "]";
  }
}
