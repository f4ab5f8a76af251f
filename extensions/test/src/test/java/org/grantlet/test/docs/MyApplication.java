package org.grantlet.test.docs;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.grantlet.IntegrationSpec;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.HostedAuthResult;

/** A small application: connects a Google account, and shows a calendar. */
final class MyApplication implements AutoCloseable {
  private static final URI PRIMARY =
      URI.create("https://www.googleapis.com/calendar/v3/calendars/primary");

  private final Server server;
  private final ServletContextHandler context =
      new ServletContextHandler(ServletContextHandler.SESSIONS);

  private MyApplication(Server server) {
    this.server = server;
  }

  static MyApplication start(Clock clock) throws Exception {
    // snippet: test-application
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    server.addConnector(connector);
    connector.open(); // a random port, which the base URL needs
    String application = "http://localhost:" + connector.getLocalPort();

    Filter hostedAuth =
        HostedAuthFilter.builder()
            .baseUrl(application)
            .api(false)
            .clock(clock)
            .grantlet(options -> options.insecureLoopback(true)) // the base URL is http
            .integration("google", google())
            .build();
    // end of snippet
    MyApplication started = new MyApplication(server);
    FilterHolder filter = new FilterHolder(hostedAuth);
    filter.setAsyncSupported(true);
    started.context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    started.context.addServlet(new ServletHolder(started.new Pages()), "/*");
    server.setHandler(started.context);
    server.start();
    return started;
  }

  private static IntegrationSpec google() {
    return IntegrationSpec.builder()
        .clientId("client-of-production")
        .clientSecret("secret-of-production")
        .scope("openid", "email", "https://www.googleapis.com/auth/calendar.readonly")
        .redirectUris("/connected")
        .build();
  }

  HostedAuth hostedAuth() {
    return HostedAuth.from(context.getServletContext());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      HostedAuthResult result = HostedAuthResult.from(request);
      switch (request.getRequestURI()) {
        case "/connect-google" ->
            hostedAuth()
                .request("google")
                .redirectUri("/connected")
                .accountId("ada")
                .begin(request, response);
        case "/connected" ->
            response
                .getWriter()
                .print(
                    result.isSuccess()
                        ? "Connected: " + result.email()
                        : "Not connected: " + result.error());
        default -> response.getWriter().print(calendar(request.getParameter("grant")));
      }
    }

    private String calendar(String grantId) throws IOException {
      return hostedAuth()
          .client(grantId)
          .send(HttpRequest.newBuilder(PRIMARY).build(), BodyHandlers.ofString())
          .body();
    }
  }
}
