package org.grantlet.sample.docs.migrate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.HostedAuthResult;
import org.grantlet.testing.TestProvider;

/** A reader's application: a filter that signs users in, Grantlet's, and two pages. */
final class ExampleApp {
  static final String CREDENTIALS = "app:secret-of-the-app";

  final TestProvider provider = TestProvider.start();
  final ServletContextHandler context =
      new ServletContextHandler("/", ServletContextHandler.SESSIONS);
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final String base;

  ExampleApp() throws IOException {
    ServerConnector connector = (ServerConnector) server.getConnectors()[0];
    connector.open();
    base = "http://127.0.0.1:" + connector.getLocalPort();
    server.setHandler(context);
  }

  ExampleApp start(Filter signIn) throws Exception {
    add(signIn);
    add(
        HostedAuthFilter.builder()
            .baseUrl(base)
            .clientCredentials("app", Secret.of("secret-of-the-app"))
            .property("grantlet.custom-providers", "true")
            .property("grantlet.insecure-loopback", "true")
            .integration("acme", integration())
            .build());
    context.addServlet(BeginPage.class, "/begin");
    context.addServlet(ConnectedPage.class, "/connected");
    server.start();
    return this;
  }

  private IntegrationSpec integration() {
    IntegrationSpec.Builder spec =
        IntegrationSpec.builder().scope("openid", "email").redirectUris("/connected");
    provider.openIdSettings().forEach(spec::setting);
    return spec.build();
  }

  private void add(Filter filter) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
  }

  String url(String path) {
    return base + path;
  }

  HostedAuth auth() {
    return HostedAuth.from(context.getServletContext());
  }

  List<Grant> grants() {
    return auth().grants().list(GrantQuery.builder().build());
  }

  void close() throws Exception {
    server.stop();
    provider.close();
  }

  /** Connects an account of the signed-in user. */
  public static final class BeginPage extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      HostedAuth.from(getServletContext())
          .request("acme")
          .redirectUri("/connected")
          .begin(request, response);
    }
  }

  /** Says who connected what. */
  public static final class ConnectedPage extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String grant = HostedAuthResult.from(request).grant().map(Grant::id).orElse("none");
      response.getWriter().write(request.getUserPrincipal().getName() + ": " + grant);
    }
  }
}
