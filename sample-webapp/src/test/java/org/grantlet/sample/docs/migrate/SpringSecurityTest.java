package org.grantlet.sample.docs.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Map;
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
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/** The filter behind Spring Security's, as docs/migrate-from-spring-security.md says. */
class SpringSecurityTest {
  private final TestProvider provider = TestProvider.start();
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final ServletContextHandler context =
      new ServletContextHandler("/", ServletContextHandler.SESSIONS);
  private final AnnotationConfigWebApplicationContext spring =
      new AnnotationConfigWebApplicationContext();
  private final TestBrowser browser = new TestBrowser();
  private String base;

  @BeforeEach
  void start() throws Exception {
    ServerConnector connector = (ServerConnector) server.getConnectors()[0];
    connector.open();
    base = "http://127.0.0.1:" + connector.getLocalPort();
    server.setHandler(context);
    spring.register(SecurityConfiguration.class, Users.class);
    spring.setServletContext(context.getServletContext());
    spring.refresh();
    add(new DelegatingFilterProxy("springSecurityFilterChain", spring));
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
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    spring.close();
    provider.close();
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

  private void signIn(String user) {
    browser.submit(browser.open(base + "/login"), Map.of("username", user, "password", user));
  }

  private HostedAuth auth() {
    return HostedAuth.from(context.getServletContext());
  }

  @Test
  void userOfSpringSecurity_connectsAnAccount_whichIsTheUsers() {
    signIn("ada");
    HttpResponse<String> page = browser.open(base + "/begin");
    assertThat(page.statusCode()).isEqualTo(200);
    Grant grant = auth().grants().list(GrantQuery.builder().build()).get(0);
    assertThat(page.body()).isEqualTo("ada: " + grant.id());
    assertThat(grant.accountId()).isEqualTo("ada");
  }

  @Test
  void loginUrlOfAnotherUser_isRefused() {
    signIn("ada");
    HttpResponse<String> atProvider = browser.get(URI.create(base + "/begin"));
    String callback =
        browser
            .get(URI.create(atProvider.headers().firstValue("Location").orElseThrow()))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    browser.submit(browser.open(base + "/logout"), Map.of());
    signIn("grace");
    assertThat(browser.open(callback).statusCode()).isEqualTo(403);
    assertThat(auth().grants().list(GrantQuery.builder().build())).isEmpty();
  }

  @Test
  void buttonOfTheConfirmationPage_isNotStoppedBySpringsTokenAgainstForgery() {
    String url = auth().request("acme").redirectUri("/connected").create().url();
    signIn("ada");
    HttpResponse<String> page = browser.open(url);
    assertThat(browser.submit(page, Map.of()).body()).startsWith("ada: ");
  }

  @Test
  void api_isAnsweredByItsOwnCredentials() {
    assertThat(browser.open(base + "/connect/grants").statusCode()).isEqualTo(401);
    browser.header("Authorization", "Basic YXBwOnNlY3JldC1vZi10aGUtYXBw");
    assertThat(browser.open(base + "/connect/grants").body()).contains("\"success\":true");
  }

  /** The users of the application. */
  @Configuration
  static class Users {
    @Bean
    UserDetailsService users() {
      return new InMemoryUserDetailsManager(
          User.withUsername("ada").password("{noop}ada").build(),
          User.withUsername("grace").password("{noop}grace").build());
    }
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
