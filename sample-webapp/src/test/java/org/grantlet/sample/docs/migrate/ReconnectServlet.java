package org.grantlet.sample.docs.migrate;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.function.Function;
import org.grantlet.servlet.HostedAuth;

// snippet: nylas-reconnect
/** Lets a user connect an account again that Nylas has, and remembers which one it was. */
public class ReconnectServlet extends HttpServlet {
  /** A grant of Nylas, as your table has it. */
  record NylasGrant(String id, String provider, String email) {}

  private final transient Function<String, NylasGrant> byUser; // your table

  ReconnectServlet(Function<String, NylasGrant> byUser) {
    this.byUser = byUser;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    NylasGrant old = byUser.apply(request.getUserPrincipal().getName());
    HostedAuth.from(getServletContext())
        .request(old.provider())
        .redirectUri("/connected")
        .loginHint(old.email())
        .metadata(Map.of("nylas_grant_id", old.id()))
        .begin(request, response);
  }
}
// end of snippet
