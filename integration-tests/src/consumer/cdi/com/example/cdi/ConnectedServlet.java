package com.example.cdi;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.grantlet.Grant;
import org.grantlet.Grants;
import org.grantlet.Integrations;
import org.grantlet.servlet.HostedAuthResult;

/** Sees the result, and what the beans have seen. */
@WebServlet("/connected")
public class ConnectedServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Inject transient Grants grants;
  @Inject transient Integrations integrations;
  @Inject transient Seen seen;

  /** For the container. */
  public ConnectedServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HostedAuthResult result = HostedAuthResult.from(request);
    Grant grant = result.grant().orElseThrow();
    response
        .getWriter()
        .printf(
            "%s %s from-the-application %s %s",
            grant.email(),
            grant.accountId(),
            grants.accessToken(grant.id()).value(),
            integrations.list().size() == 1 && seen.all().contains("pages")
                ? seen.of(grant.id())
                : seen.all());
  }
}
