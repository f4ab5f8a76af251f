package com.example.calendar;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.grantlet.AccessToken;
import org.grantlet.Grant;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthResult;

/** Sees the result. */
@WebServlet("/connected")
public final class ConnectedServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  /** For the container. */
  public ConnectedServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HostedAuthResult result = HostedAuthResult.from(request);
    Grant grant = result.grant().orElseThrow();
    AccessToken token = HostedAuth.from(getServletContext()).grants().accessToken(grant.id());
    response
        .getWriter()
        .printf(
            "%s %s %s %s %s",
            grant.email(),
            grant.accountId(),
            result.state(),
            token.value(),
            Events.created().contains(grant.id()));
  }
}
