package org.grantlet.micrometer;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.HostedAuthFilterBuilder;
import org.grantlet.servlet.HostedAuthResult;

/** An application that connects Google at {@code /connect}, with the Connect API. */
final class App implements AutoCloseable {
  static final String SECRET = "secret-of-the-api";

  private final Server server = new Server();
  private final ServletContextHandler context =
      new ServletContextHandler(ServletContextHandler.SESSIONS);
  final String url;

  App(Consumer<HostedAuthFilterBuilder> more) throws Exception {
    ServerConnector connector = new ServerConnector(server);
    server.addConnector(connector);
    connector.open();
    url = "http://localhost:" + connector.getLocalPort();
    HostedAuthFilterBuilder filter =
        HostedAuthFilter.builder()
            .baseUrl(url)
            .clientCredentials("app", Secret.of(SECRET))
            .grantlet(options -> options.insecureLoopback(true))
            .integration(
                "google",
                IntegrationSpec.builder()
                    .clientId("client")
                    .clientSecret("secret")
                    .scope("openid", "email")
                    .redirectUris("/connected")
                    .build());
    more.accept(filter);
    FilterHolder holder = new FilterHolder(filter.build());
    holder.setAsyncSupported(true);
    context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(new Pages()), "/*");
    server.setHandler(context);
    server.start();
  }

  HostedAuth auth() {
    return HostedAuth.from(context.getServletContext());
  }

  private final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getRequestURI().equals("/connect-google")) {
        auth().request("google").redirectUri("/connected").begin(request, response);
        return;
      }
      HostedAuthResult result = HostedAuthResult.from(request);
      response
          .getWriter()
          .print(result.isSuccess() ? result.grant().orElseThrow().id() : result.error());
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
