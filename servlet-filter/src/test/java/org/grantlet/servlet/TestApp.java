package org.grantlet.servlet;

import com.nimbusds.oauth2.sdk.util.URLUtils;
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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.grantlet.AuthenticationFailure;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.internal.json.Json;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestProvider;
import org.slf4j.MDC;

/**
 * A small application with the filter in a real Jetty, and a provider. Its user is named by the
 * header {@code X-User}. {@code /connected} answers with what the filter exposed.
 */
final class TestApp implements AutoCloseable, GrantListener {
  static final String CREDENTIALS = "app:secret-of-the-app";

  final TestProvider provider = TestProvider.start();
  final List<String> events = new CopyOnWriteArrayList<>();
  final List<AuthenticationFailure> failures = new CopyOnWriteArrayList<>();

  /** What the application's own logging context holds after a request with {@code X-Trace}. */
  final List<String> traces = new CopyOnWriteArrayList<>();

  private final Server server;
  private final ServletContextHandler context;
  private final String baseUrl;

  private TestApp(
      Consumer<HostedAuthFilterBuilder> more,
      Map<String, Object> settings,
      UnaryOperator<List<Filter>> order) {
    server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    context = new ServletContextHandler("/app", ServletContextHandler.SESSIONS);
    server.setHandler(context);
    try {
      ServerConnector connector = (ServerConnector) server.getConnectors()[0];
      connector.open();
      baseUrl = "http://127.0.0.1:" + connector.getLocalPort() + "/app";
      HostedAuthFilterBuilder filter = HostedAuthFilter.builder();
      filter
          .baseUrl(baseUrl)
          .clientCredentials("app", Secret.of("secret-of-the-app"))
          .property("grantlet.custom-providers", "true")
          .property("grantlet.insecure-loopback", "true")
          .property("grantlet.detect-by-mx", "false")
          .integration("acme", integration(settings))
          .listener(this);
      more.accept(filter);
      order.apply(List.of(new UserFilter(), filter.build())).forEach(this::add);
      context.addServlet(new ServletHolder(new ConnectedPage()), "/connected");
      context.addServlet(new ServletHolder(new StartPage()), "/start");
      context.addServlet(new ServletHolder(new BeginPage()), "/begin");
      context.addServlet(new ServletHolder(new RenewPage()), "/renew");
      context.addServlet(new ServletHolder(new ForwardPage()), "/forward");
      context.addServlet(new ServletHolder(new PlainPage()), "/");
      server.start();
    } catch (Exception e) {
      close();
      throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
  }

  static TestApp start() {
    return start(filter -> {});
  }

  static TestApp start(Consumer<HostedAuthFilterBuilder> more) {
    return new TestApp(more, Map.of(), UnaryOperator.identity());
  }

  /** The mistake: users are signed in behind our filter. */
  static TestApp startWithSignInBehind() {
    return new TestApp(more -> {}, Map.of(), filters -> List.of(filters.get(1), filters.get(0)));
  }

  /** With pages of the test's own, behind our filter. */
  static TestApp startWithPages(Filter pages) {
    return new TestApp(
        more -> {}, Map.of(), filters -> List.of(filters.get(0), filters.get(1), pages));
  }

  static TestApp startWith(Map<String, Object> integrationSettings) {
    return new TestApp(filter -> {}, integrationSettings, UnaryOperator.identity());
  }

  private IntegrationSpec integration(Map<String, Object> settings) {
    IntegrationSpec.Builder spec =
        IntegrationSpec.builder().scope("openid", "email", "calendar").redirectUris("/connected");
    provider.openIdSettings().forEach(spec::setting);
    settings.forEach(spec::setting);
    return spec.build();
  }

  private void add(Filter filter) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    // Most applications say REQUEST only; those that say more must be no worse off.
    context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
  }

  HostedAuth hostedAuth() {
    return HostedAuth.from(context.getServletContext());
  }

  URI uri(String path) {
    return URI.create(baseUrl + path);
  }

  /** A login URL that is bound to nobody. */
  URI loginUrl() {
    return URI.create(hostedAuth().request("acme").redirectUri("/connected").create().url());
  }

  /** Makes one login, so that the next ones go to the provider without a login URL. */
  void knowProvider() {
    new TestBrowser().open(uri("/begin"));
  }

  /** What a page answered, which is JSON. */
  static Map<String, Object> json(String body) {
    return Json.object(body);
  }

  /** The parameters of a redirect. */
  static Map<String, List<String>> query(URI uri) {
    return URLUtils.parseParameters(uri.getRawQuery());
  }

  @Override
  public void grantCreated(GrantEvent event) {
    events.add(event.type().wire());
  }

  @Override
  public void grantUpdated(GrantEvent event) {
    events.add(event.type().wire());
  }

  @Override
  public void grantDeleted(GrantEvent event) {
    events.add(event.type().wire());
  }

  @Override
  public void grantExpired(GrantEvent event) {
    events.add(event.type().wire());
  }

  @Override
  public void authenticationFailed(AuthenticationFailure failure) {
    failures.add(failure);
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

  private final class UserFilter extends HttpFilter {
    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      String header = request.getHeader("X-User");
      String user = header == null || header.isEmpty() ? null : header;
      String trace = request.getHeader("X-Trace");
      if (trace != null) {
        MDC.put("request_id", trace);
      }
      chain.doFilter(
          new HttpServletRequestWrapper(request) {
            @Override
            public Principal getUserPrincipal() {
              return user == null ? null : () -> user;
            }
          },
          response);
      if (trace != null) {
        traces.add(MDC.get("request_id"));
        MDC.remove("request_id");
      }
    }
  }

  /**
   * Asks for a login with acme; with {@code any=true}, with whatever the user chooses; with {@code
   * grant=…}, to reconnect that grant.
   */
  private abstract static class LoginPage extends HttpServlet {
    private static final String[] ONE = {"acme"};
    private static final String[] CHOICE = {"acme", "birch"};

    HostedAuth.Request asked(HttpServletRequest request) {
      HostedAuth auth = HostedAuth.from(getServletContext());
      String grant = request.getParameter("grant");
      return grant != null
          ? auth.reconnect(grant).redirectUri("/connected")
          : auth.requestAny(request.getParameter("any") == null ? ONE : CHOICE)
              .redirectUri("/connected");
    }
  }

  /** Goes to a login URL. */
  private static final class StartPage extends LoginPage {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.sendRedirect(asked(request).ownedBy(request).create().url());
    }
  }

  /** Begins at once. */
  private static final class BeginPage extends LoginPage {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      asked(request).begin(request, response);
    }
  }

  /** What frameworks do when somebody signs in: the session stays, under another id. */
  private static final class RenewPage extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().write(request.changeSessionId());
    }
  }

  private static final class ForwardPage extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      request.getRequestDispatcher(request.getParameter("to")).forward(request, response);
    }
  }

  private static final class ConnectedPage extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      HostedAuthResult result = HostedAuthResult.from(request);
      Map<String, Object> seen = new LinkedHashMap<>();
      seen.put("present", result.isPresent());
      seen.put("success", result.isSuccess());
      seen.put("grant_id", result.grant().map(Grant::id).orElse(null));
      seen.put("provider", result.provider());
      seen.put("email", result.email());
      seen.put("state", result.state());
      seen.put("error", result.error() == null ? null : result.error().wire());
      seen.put("replayed", result.isReplayed());
      response.setContentType("application/json");
      response.getWriter().write(Json.text(seen));
    }
  }

  private static final class PlainPage extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().write("plain");
    }
  }
}
