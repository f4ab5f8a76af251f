package org.grantlet.generated;

import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.grantlet.Secret;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.store.Durable;
import org.grantlet.testing.TestProvider;

/** An application that is nothing but the filter in a real Jetty, and a provider. */
final class ClientApp implements AutoCloseable {
  static final String CLIENT_ID = "app";
  static final String CLIENT_SECRET = "secret-of-the-app";

  final TestProvider provider = TestProvider.start();
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final String baseUrl;

  ClientApp() throws Exception {
    ServletContextHandler context = new ServletContextHandler("/");
    server.setHandler(context);
    ServerConnector connector = (ServerConnector) server.getConnectors()[0];
    connector.open();
    baseUrl = "http://127.0.0.1:" + connector.getLocalPort();
    FilterHolder filter =
        new FilterHolder(
            HostedAuthFilter.builder()
                .baseUrl(baseUrl)
                .clientCredentials(CLIENT_ID, Secret.of(CLIENT_SECRET))
                .property("grantlet.store", "jdbc:h2:mem:" + UUID.randomUUID())
                .property("grantlet.encryption-key", Durable.key().reveal())
                .property("grantlet.custom-providers", "true")
                .property("grantlet.insecure-loopback", "true")
                .tokenEndpoint(true)
                .property("grantlet.detect-by-mx", "false")
                .build());
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    server.start();
  }

  URI api() {
    return URI.create(baseUrl + "/connect");
  }

  URI redirectUri() {
    return URI.create(baseUrl + "/connected");
  }

  @Override
  public void close() {
    provider.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
