package org.grantlet.servlet.internal.api;

import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.grantlet.Secret;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.HostedAuthFilterBuilder;
import org.grantlet.store.Durable;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.TestProvider;

/** An application that is nothing but the filter in a real Jetty, and a provider. */
final class ApiServer implements AutoCloseable {
  static final String CLIENT_ID = "app";
  static final String CLIENT_SECRET = "secret-of-the-app";
  static final String REDIRECT_URI = "https://app.example.com/connected";

  final TestProvider provider = TestProvider.start();
  final MutableClock clock = MutableClock.atNow();
  final WatchedStores stores = new WatchedStores(clock);
  private final Server server = new Server(new InetSocketAddress(loopback(), 0));
  private final ServletContextHandler context = new ServletContextHandler("/");
  private final String baseUrl;

  private ApiServer(Consumer<HostedAuthFilterBuilder> more) {
    provider.clock(clock);
    server.setHandler(context);
    try {
      ServerConnector connector = (ServerConnector) server.getConnectors()[0];
      connector.open();
      baseUrl = "http://127.0.0.1:" + connector.getLocalPort();
      HostedAuthFilterBuilder filter =
          HostedAuthFilter.builder()
              .baseUrl(baseUrl)
              .clientCredentials(CLIENT_ID, Secret.of(CLIENT_SECRET))
              .property("grantlet.custom-providers", "true")
              .property("grantlet.insecure-loopback", "true")
              .property("grantlet.detect-by-mx", "false")
              .grantlet(
                  grantlet ->
                      grantlet
                          .encryptionKey(Durable.key())
                          .stores(Durable.stores(stores.integrations, stores.grants))
                          .oneTimeStore(stores.oneTime, true))
              .clock(clock);
      more.accept(filter);
      FilterHolder holder = new FilterHolder(filter.build());
      holder.setAsyncSupported(true);
      context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
      server.start();
    } catch (Exception e) {
      close();
      throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
  }

  static ApiServer start() {
    return start(filter -> {});
  }

  static ApiServer start(Consumer<HostedAuthFilterBuilder> more) {
    return new ApiServer(more);
  }

  /** The base address of the API, {@code http://127.0.0.1:PORT/connect}. */
  URI base() {
    return URI.create(baseUrl + "/connect");
  }

  /** The same engine, in process. */
  HostedAuth hostedAuth() {
    return HostedAuth.from(context.getServletContext());
  }

  /** The body that makes the integration {@code acme} of the test provider. */
  Map<String, Object> acme() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", "Acme");
    body.put("provider", "acme");
    body.put("settings", provider.openIdSettings());
    body.put("scope", List.of("openid", "email", "calendar"));
    body.put("redirect_uris", List.of(REDIRECT_URI));
    return body;
  }

  /** The body that makes a grant of the provider's user from a refresh token. */
  Map<String, Object> ada() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("provider", "acme");
    body.put("settings", Map.of("refresh_token", provider.issueRefreshToken("openid email")));
    return body;
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

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }
}
