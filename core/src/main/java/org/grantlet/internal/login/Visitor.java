package org.grantlet.internal.login;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who opens a login URL. Prints without the secrets.
 *
 * @param browsers the secrets that this browser has for the login, oldest first
 * @param owner who is signed in to the application, as the request's owner was named
 * @param session names the HTTP session, if there is one
 */
public record Visitor(List<String> browsers, @Nullable String owner, @Nullable String session) {
  /** Copies the list. */
  public Visitor {
    browsers = List.copyOf(browsers);
  }

  @Override
  public String toString() {
    return "Visitor[" + browsers.size() + "]";
  }
}
