package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.grantlet.ConfigurationException;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.Logs;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the filter stands in its application, and what the start says of that. */
class PlaceTest {
  private final Server server =
      new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final ServletContextHandler context =
      new ServletContextHandler("/app", ServletContextHandler.SESSIONS);

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private static HostedAuthFilter built(String baseUrl) {
    return HostedAuthFilter.builder()
        .baseUrl(baseUrl)
        .api(false)
        .integration(
            "google",
            IntegrationSpec.builder()
                .clientId("client")
                .clientSecret("secret-of-the-client")
                .scope("openid")
                .redirectUris("/connected", "https://other.example.com/page")
                .build())
        .build();
  }

  private static FilterHolder filter(String baseUrl) {
    return holder(built(baseUrl));
  }

  private static FilterHolder holder(HostedAuthFilter filter) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setName("hosted");
    holder.setAsyncSupported(true);
    return holder;
  }

  private void start(String baseUrl, String... patterns) throws Exception {
    FilterHolder filter = filter(baseUrl);
    for (String pattern : patterns) {
      context.addFilter(filter, pattern, EnumSet.of(DispatcherType.REQUEST));
    }
    server.setHandler(context);
    server.start();
  }

  @Test
  void mappingThatLeavesTheRedirectUriOut_failsAtStart() {
    assertThatThrownBy(() -> start("https://app.example.com/app", "/connect/*"))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "filter 'hosted' is mapped to /connect/*, which does not cover /connected,"
                            + " a redirect URI of the integration google: that page would get no"
                            + " result of a login. Map the filter to /*"));
    assertThatThrownBy(() -> HostedAuth.from(context.getServletContext()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void mappingThatLeavesOurPathOut_failsAtStart() {
    assertThatThrownBy(() -> start("https://app.example.com/app", "/connected"))
        .hasMessageContaining(
            "filter 'hosted' is mapped to /connected, which does not cover grantlet.path,"
                + " /connect/*: map it to /*");
  }

  @Test
  void mappingToSomeOfOurPaths_failsAtStart() {
    assertThatThrownBy(
            () ->
                start(
                    "https://app.example.com/app",
                    "/connect/callback/*",
                    "/connect/login",
                    "/connected"))
        .hasMessageContaining("does not cover grantlet.path, /connect/*: map it to /*");
  }

  /** For access rules that stand before it: they let pass what it answers, and nothing else. */
  @Test
  void serves_isWhatTheFilterAnswersItself() throws Exception {
    HostedAuthFilter filter = built("https://app.example.com/app");
    HttpFilter before =
        new HttpFilter() {
          @Override
          protected void doFilter(
              HttpServletRequest request, HttpServletResponse response, FilterChain chain)
              throws IOException, ServletException {
            response.setHeader("X-Serves", String.valueOf(filter.serves(request)));
            chain.doFilter(request, response);
          }
        };
    context.addFilter(before, "/*", EnumSet.of(DispatcherType.REQUEST));
    assertThat(filter.serves(mock(HttpServletRequest.class))).isFalse();
    context.addFilter(holder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
    start("unused");

    for (String path :
        List.of("/connect", "/connect/login", "/connect/callback/a", "/connect/a/b")) {
      assertThat(served(path)).as(path).isEqualTo("true");
    }
    for (String path : List.of("/connectx", "/connected", "/v3/connect", "/")) {
      assertThat(served(path)).as(path).isEqualTo("false");
    }
    server.stop();
    assertThat(filter.serves(mock(HttpServletRequest.class))).isFalse();
  }

  private String url() {
    return "http://127.0.0.1:"
        + ((ServerConnector) server.getConnectors()[0]).getLocalPort()
        + "/app";
  }

  private String served(String path) {
    return new TestBrowser()
        .get(URI.create(url() + path))
        .headers()
        .firstValue("X-Serves")
        .orElseThrow();
  }

  @Test
  void mappingToTheServletOfAllPaths_isEnough() throws Exception {
    context.addServlet(new ServletHolder("pages", HttpServlet.class), "/");
    context.getServletHandler().addFilter(filter("https://app.example.com/app"));
    FilterMapping mapping = new FilterMapping();
    mapping.setFilterName("hosted");
    mapping.setServletName("pages");
    context.getServletHandler().addFilterMapping(mapping);
    start("unused");
    assertThat(HostedAuth.from(context.getServletContext())).isNotNull();
  }

  @Test
  void baseUrlWithoutTheContextPath_isSaid() throws Exception {
    try (Logs logs = Logs.listen()) {
      start("https://app.example.com", "/*");
      assertThat(logs.text())
          .contains(
              "grantlet.base-url is https://app.example.com, but the context path of the"
                  + " application is '/app'",
              "Set grantlet.base-url to https://app.example.com/app");
    }
  }

  @Test
  void start_saysInOneLineWhatOneNeedsToKnow() throws Exception {
    try (Logs logs = Logs.listen()) {
      start("https://app.example.com/app", "/*");
      List<String> lines =
          logs.lines().stream().filter(line -> line.contains("Grantlet ")).toList();
      assertThat(lines)
          .singleElement()
          .asString()
          .matches("\\{} Grantlet \\S+ serves .*")
          .contains(
              " serves https://app.example.com/app/connect; callback URIs to register at the"
                  + " providers: google https://app.example.com/app/connect/callback/google; grants"
                  + " are in memory (they end with this process), logins under way in memory (of"
                  + " this process alone); not for production: grantlet.store=memory")
          .doesNotContain("secret");
      assertThat(logs.text()).doesNotContain("context path").doesNotContain("secret-of-the-client");
    }
  }

  /** A page that no filter of ours stands before. */
  @Test
  void resultWithoutAFilterInFront_isAnErrorThatTheLogExplains() throws Exception {
    context.addServlet(
        new ServletHolder(
            new HttpServlet() {
              @Override
              protected void doGet(HttpServletRequest request, HttpServletResponse response)
                  throws IOException {
                response.getWriter().print(HostedAuthResult.from(request).error());
              }
            }),
        "/connected");
    start("unused");
    String page = url() + "/connected";
    try (Logs logs = Logs.listen()) {
      TestBrowser browser = new TestBrowser();
      for (String query : List.of("", "?page=2", "?unsuccess=x")) {
        assertThat(browser.get(URI.create(page + query)).body()).isEqualTo("null");
      }
      assertThat(logs.text()).doesNotContain("HostedAuthResult.from");
      for (int i = 0; i < 2; i++) {
        assertThat(browser.get(URI.create(page + "?success=true&grant_id=1")).body())
            .isEqualTo("REDIRECT_INVALID");
      }
      assertThat(logs.lines())
          .filteredOn(line -> line.contains("HostedAuthResult.from"))
          .hasSize(1);
    }
  }
}
