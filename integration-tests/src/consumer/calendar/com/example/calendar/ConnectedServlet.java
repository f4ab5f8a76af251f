package com.example.calendar;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.grantlet.AccessToken;
import org.grantlet.Grant;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthResult;

final class ConnectedServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private final transient Events events;

  ConnectedServlet(Events events) {
    this.events = events;
  }

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
            events.created().contains(grant.id()));
  }
}
