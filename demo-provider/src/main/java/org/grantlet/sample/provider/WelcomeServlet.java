package org.grantlet.sample.provider;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The first page: the configuration of an application that runs on the same machine. */
final class WelcomeServlet extends HttpServlet {
  private final String configuration;

  WelcomeServlet(DemoProvider provider) {
    configuration =
        """
        grantlet.base-url                       = http://localhost:8081
        grantlet.api                            = off
        grantlet.custom-providers               = true
        grantlet.insecure-loopback              = true
        grantlet.integration.demo.name          = Demo Identity
        grantlet.integration.demo.issuer        = %s
        grantlet.integration.demo.client-id     = %s
        grantlet.integration.demo.client-secret = %s
        grantlet.integration.demo.scope         = openid email profile calendar.read
        grantlet.integration.demo.redirect-uris = /connected
        """
            .formatted(
                provider.issuer(), DemoProvider.OPEN_CLIENT_ID, DemoProvider.OPEN_CLIENT_SECRET);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    DemoPages.welcome(response, configuration);
  }
}
