package org.grantlet.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.grantlet.IntegrationSpec;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.HostedAuthResult;

/** An application that knows nothing of its tests: its integrations are as in production. */
final class App implements AutoCloseable {
  private static final String CONNECT = "/connect-";

  private final Server server = new Server();
  private final ServletContextHandler context =
      new ServletContextHandler(ServletContextHandler.SESSIONS);
  final String url;

  App(Map<String, IntegrationSpec> integrations, Clock clock) {
    try {
      ServerConnector connector = new ServerConnector(server);
      server.addConnector(connector);
      connector.open();
      url = "http://localhost:" + connector.getLocalPort();
      var filter =
          HostedAuthFilter.builder()
              .baseUrl(url)
              .api(false)
              .clock(clock)
              .grantlet(options -> options.insecureLoopback(true));
      integrations.forEach(filter::integration);
      context.addFilter(new FilterHolder(filter.build()), "/*", EnumSet.of(DispatcherType.REQUEST));
      context.addServlet(new ServletHolder(new Pages()), "/*");
      server.setHandler(context);
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static IntegrationSpec.Builder integration(String... scope) {
    return IntegrationSpec.builder()
        .clientId("client-of-production")
        .clientSecret("secret-of-production")
        .scope(scope)
        .redirectUris("/connected");
  }

  HostedAuth auth() {
    return HostedAuth.from(context.getServletContext());
  }

  /** {@code /connect-PROVIDER} begins a login; every other page says how one ended. */
  private final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String path = request.getRequestURI();
      if (path.startsWith(CONNECT)) {
        auth()
            .request(path.substring(CONNECT.length()))
            .redirectUri("/connected")
            .begin(request, response);
        return;
      }
      HostedAuthResult result = HostedAuthResult.from(request);
      response.setContentType("text/plain; charset=utf-8");
      response
          .getOutputStream()
          .write(
              (result.isSuccess()
                      ? result.grant().orElseThrow().id() + " " + result.email()
                      : "error " + result.error())
                  .getBytes(UTF_8));
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
