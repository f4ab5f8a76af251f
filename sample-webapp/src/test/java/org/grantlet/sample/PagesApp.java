package org.grantlet.sample;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.HostedAuthFilterBuilder;
import org.grantlet.store.OneTimeStore;
import org.grantlet.testing.TestBrowser;

/** An application with a brand and eight integrations, whose store can be cut off. */
final class PagesApp implements AutoCloseable, OneTimeStore {
  /** The header with the user who is signed in. */
  static final String USER = "X-User";

  private static final Map<String, String> PROVIDERS =
      Map.of(
          "google", "Google",
          "microsoft", "Microsoft 365",
          "zoom", "Zoom",
          "acme-mail", "Acme Mail",
          "bluebird", "BlueBird",
          "contoso", "Contoso Files",
          "northwind", "Northwind CRM",
          "tailspin", "Tailspin Toys & Games");

  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final ServletContextHandler context =
      new ServletContextHandler("/", ServletContextHandler.SESSIONS);
  private final OneTimeStore store = new MemoryOneTimeStore(Clock.systemUTC(), 1 << 20);
  private final String name;
  private final String url;
  private volatile RuntimeException failure;

  PagesApp() {
    this("Acme Calendar");
  }

  PagesApp(String name) {
    this.name = name;
    try {
      ServerConnector connector = (ServerConnector) server.getConnectors()[0];
      connector.open();
      int port = connector.getLocalPort();
      url = "http://localhost:" + port;
      context.addFilter(asynchronous(new UserFilter()), "/*", EnumSet.of(DispatcherType.REQUEST));
      Filter filter = filter("http://127.0.0.1:" + port).build();
      context.addFilter(asynchronous(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
      context.addServlet(new ServletHolder(new StaticServlet()), "/acme.svg");
      context.addServlet(new ServletHolder(new Plain()), "/");
      server.setHandler(context);
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static FilterHolder asynchronous(Filter filter) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    return holder;
  }

  private HostedAuthFilterBuilder filter(String otherSite) {
    HostedAuthFilterBuilder filter =
        HostedAuthFilter.builder()
            .baseUrl(url)
            .api(false)
            .property("grantlet.insecure-loopback", "true")
            .property("grantlet.custom-providers", "true")
            .property("grantlet.detect-by-mx", "false")
            .applicationName(name)
            .logo("/acme.svg")
            .property("grantlet.encryption-key", EncryptionKey.random().encoded())
            .grantlet(grantlet -> grantlet.oneTimeStore(this, true));
    PROVIDERS.forEach(
        (provider, name) ->
            filter.integration(
                provider, integration(name, otherSite + "/" + provider, "/connected")));
    return filter;
  }

  private IntegrationSpec integration(
      String name, String authorizationEndpoint, String redirectUri) {
    return IntegrationSpec.builder()
        .name(name)
        .clientId("client")
        .clientSecret("secret")
        .scope("email")
        .redirectUris(url(redirectUri))
        .setting("authorization_endpoint", authorizationEndpoint)
        .setting("token_endpoint", URI.create(authorizationEndpoint).resolve("/token").toString())
        .build();
  }

  HostedAuth hostedAuth() {
    return HostedAuth.from(context.getServletContext());
  }

  /** A login URL for anybody who opens it. */
  String loginUrl() {
    return hostedAuth().request("bluebird").redirectUri("/connected").create().url();
  }

  String url(String path) {
    return url + path;
  }

  /** A login URL to choose on. */
  String choiceUrl() {
    String[] all = PROVIDERS.keySet().stream().sorted().toArray(String[]::new);
    return hostedAuth().requestAny(all).redirectUri("/connected").create().url();
  }

  /** A login URL that is bound to the session of a browser which is not there. */
  String boundLoginUrl() {
    return new TestBrowser().get(URI.create(url("/start"))).body();
  }

  /** A login URL that is bound to another user. */
  String loginUrlOf(String user) {
    return new TestBrowser().header(USER, user).get(URI.create(url("/start"))).body();
  }

  /** A login URL that was made under another name of this host. */
  String loginUrlOfOtherHost() {
    return new TestBrowser()
        .get(URI.create(url("/start").replace("localhost", "127.0.0.1")))
        .body();
  }

  /** A login URL whose redirect URI is taken away before it is used. */
  String loginUrlOfTheGone() {
    String away = "https://127.0.0.1/fabrikam";
    hostedAuth().integrations().put("fabrikam", integration("Fabrikam", away, "/connected"));
    String login = hostedAuth().request("fabrikam").redirectUri("/connected").create().url();
    hostedAuth().integrations().put("fabrikam", integration("Fabrikam", away, "/elsewhere"));
    return login;
  }

  /** Does something while the store does not answer. */
  void duringOutage(Runnable something) {
    during(new GrantletException(ErrorCode.UNAVAILABLE, "The store does not answer"), something);
  }

  /** Does something while the store has a defect. */
  void duringDefect(Runnable something) {
    during(new IllegalStateException("A defect"), something);
  }

  private void during(RuntimeException storeFailure, Runnable something) {
    failure = storeFailure;
    try {
      something.run();
    } finally {
      failure = null;
    }
  }

  private OneTimeStore store() {
    if (failure != null) {
      throw failure;
    }
    return store;
  }

  @Override
  public boolean offer(String key, byte[] value, Instant expiresAt, String holder) {
    return store().offer(key, value, expiresAt, holder);
  }

  @Override
  public boolean claim(String key, byte[] value, Instant expiresAt) {
    return store().claim(key, value, expiresAt);
  }

  @Override
  public Optional<byte[]> peek(String key) {
    return store().peek(key);
  }

  @Override
  public boolean replace(
      String key, byte[] expected, byte[] value, Instant expiresAt, boolean ended) {
    return store().replace(key, expected, value, expiresAt, ended);
  }

  @Override
  public boolean remove(String key, byte[] expected) {
    return store().remove(key, expected);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs in whom a header names. */
  private static final class UserFilter extends HttpFilter {
    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      String user = request.getHeader(USER);
      chain.doFilter(
          new HttpServletRequestWrapper(request) {
            @Override
            public Principal getUserPrincipal() {
              return user == null ? null : () -> user;
            }
          },
          response);
    }
  }

  /** The rest of the application, and of the world. */
  private static final class Plain extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getServletPath().equals("/start")) {
        HostedAuth hostedAuth = HostedAuth.from(getServletContext());
        HostedAuth.Request bound = hostedAuth.request("bluebird").redirectUri("/connected");
        response.getWriter().write(bound.ownedBy(request).create().url());
        return;
      }
      response.setContentType("text/html;charset=UTF-8");
      response
          .getWriter()
          .write("<!doctype html><title>Elsewhere</title><p>at " + request.getServletPath());
    }
  }
}
