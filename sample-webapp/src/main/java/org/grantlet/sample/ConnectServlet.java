package org.grantlet.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.grantlet.GrantletException;
import org.grantlet.servlet.HostedAuth;

/** {@code POST /accounts/connect}: sends the signed-in user to a provider. */
final class ConnectServlet extends HttpServlet {
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HostedAuth hostedAuth = HostedAuth.from(getServletContext());
    String provider = Objects.requireNonNullElse(request.getParameter("provider"), "");
    HostedAuth.Request login =
        provider.equals("*") ? hostedAuth.requestAny() : hostedAuth.request(provider);
    try {
      login.redirectUri("/connected").begin(request, response);
    } catch (GrantletException e) {
      FailurePages.show(request, response, e, Texts.provider(hostedAuth, provider));
    }
  }
}
