package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.testing.Logs;
import org.grantlet.testing.Ports;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The flow and the API in containers other than Jetty. */
class ContainerTest {
  @TempDir private Path folder;

  /** Makes a login URL at {@code ?start}, and shows the result otherwise. */
  private static final class Page extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if ("start".equals(request.getQueryString())) {
        HostedAuth hostedAuth = HostedAuth.from(getServletContext());
        response.sendRedirect(hostedAuth.request("acme").redirectUri("/connected").create().url());
      } else {
        HostedAuthResult result = HostedAuthResult.from(request);
        response
            .getWriter()
            .write(result.grant().map(grant -> "grant " + grant.id()).orElse("none"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void container_takesTheFlowAndTheApi(Container container) throws Exception {
    int port = Ports.free();
    String app = "http://127.0.0.1:" + port + "/app";
    try (TestProvider provider = TestProvider.start();
        AutoCloseable started = container.start(port, filter(app, provider), new Page(), folder)) {
      TestBrowser browser = new TestBrowser().header("Sec-Fetch-Site", "same-origin");
      HttpResponse<String> end = browser.open(app + "/connected?start");
      assertThat(end.body()).startsWith("grant ");
      assertThat(browser.get(end.uri()).body()).isEqualTo(end.body());

      for (String made : new String[] {"/connected?success=true", "/connected;x=1?success=true"}) {
        HttpResponse<String> refused = new TestBrowser().get(URI.create(app + made));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("grant.redirect_invalid");
      }
      assertThat(browser.get(URI.create(app + "/connectx")).statusCode()).isNotEqualTo(401);

      String basic =
          Base64.getEncoder().encodeToString(TestApp.CREDENTIALS.getBytes(StandardCharsets.UTF_8));
      HttpResponse<String> synced =
          new TestBrowser()
              .header("Authorization", "Basic " + basic)
              .get(
                  URI.create(
                      app
                          + "/connect/grants/"
                          + end.body().substring("grant ".length())
                          + "/sync"));
      assertThat(synced.statusCode()).isEqualTo(200);
      assertThat(TestApp.json(synced.body())).containsEntry("success", true);
      assertThat(started).isNotNull();
    }
  }

  /** Tomcat hands on line breaks in paths: nobody writes lines into our log. */
  @ParameterizedTest
  @EnumSource
  void lineBreakInAPath_isNoneInTheLog(Container container) throws Exception {
    int port = Ports.free();
    String app = "http://127.0.0.1:" + port + "/app";
    String basic =
        Base64.getEncoder().encodeToString(TestApp.CREDENTIALS.getBytes(StandardCharsets.UTF_8));
    try (TestProvider provider = TestProvider.start();
        AutoCloseable started = container.start(port, filter(app, provider), new Page(), folder);
        Logs logs = Logs.listen()) {
      assertThat(started).isNotNull();
      TestBrowser back = new TestBrowser().header("Authorization", "Basic " + basic);
      for (String path :
          List.of("/integrations/", "/grants/", "/", "/callback/", "/login/", "/grants/x/sync")) {
        back.get(URI.create(app + "/connect" + path + "x%0d%0aFORGED%20line"));
        back.get(URI.create(app + "/connect" + path + "x%E2%80%A8FORGED%20line?state=x%0aFORGED"));
      }
      assertThat(logs.lines())
          .filteredOn(line -> line.contains("org.grantlet") || line.contains("request "))
          .noneMatch(line -> line.contains("\nFORGED") || line.contains("\u2028FORGED"));
      assertThat(logs.lines()).anyMatch(line -> line.contains("x  FORGED line"));
    }
  }

  /** However a page's path is spelled, what was not issued does not reach it. */
  @ParameterizedTest
  @EnumSource
  void spelledRedirectUri_isRefusedOrNoPage(Container container) throws Exception {
    int port = Ports.free();
    String app = "http://127.0.0.1:" + port + "/app";
    try (TestProvider provider = TestProvider.start();
        AutoCloseable started = container.start(port, filter(app, provider), new Page(), folder)) {
      assertThat(started).isNotNull();
      for (String path :
          List.of(
              "/connected",
              "//connected",
              "/./connected",
              "/x/../connected",
              "/%2e/connected",
              "/x/%2E%2e/connected",
              "/%2Fconnected",
              "/x%2f..%2fconnected",
              "/x%5C..%5Cconnected",
              "/%63onnected",
              "/connected;v=1",
              "/connected;",
              "/;v=1/connected",
              "/x/..;v=1/connected",
              "/connected%00",
              "/connected/.")) {
        HttpResponse<String> made =
            new TestBrowser().get(URI.create(app + path + "?success=true&grant_id=1"));
        assertThat(made.statusCode()).as(path).isGreaterThanOrEqualTo(400);
        assertThat(made.body()).as(path).isNotEqualTo("none");
      }
    }
  }

  /** What registration takes is where the container sees the browser come back. */
  @ParameterizedTest
  @EnumSource
  void registeredPath_isThePathThatTheContainerSees(Container container) throws Exception {
    int port = Ports.free();
    String app = "http://127.0.0.1:" + port + "/app";
    HttpServlet echo =
        new HttpServlet() {
          @Override
          protected void doGet(HttpServletRequest request, HttpServletResponse response)
              throws IOException {
            response.setCharacterEncoding("UTF-8");
            response.getWriter().write(request.getServletPath() + request.getPathInfo());
          }
        };
    Filter none = (request, response, chain) -> chain.doFilter(request, response);
    try (AutoCloseable started = container.start(port, none, echo, folder)) {
      assertThat(started).isNotNull();
      AppUrls urls = new AppUrls(app, "/connect");
      for (String path :
          List.of(
              "/a-b_c~d.e",
              "/caf%C3%A9",
              "/a%20b",
              "/f,g:h@i!j$k&l'm(n)*+=",
              "/Up/Down/",
              "/...")) {
        HttpResponse<String> seen =
            new TestBrowser().get(URI.create(app + "/connected" + path + "?x=y"));
        assertThat(seen.body()).isEqualTo(urls.pathInApp(app + "/connected" + path));
      }
    }
  }

  private static HostedAuthFilter filter(String baseUrl, TestProvider provider) {
    IntegrationSpec.Builder spec =
        IntegrationSpec.builder().scope("openid", "email").redirectUris("/connected");
    provider.openIdSettings().forEach(spec::setting);
    return HostedAuthFilter.builder()
        .properties(
            Map.of(
                "grantlet.base-url", baseUrl,
                "grantlet.client-id", "app",
                "grantlet.client-secret", "secret-of-the-app",
                "grantlet.custom-providers", "true",
                "grantlet.insecure-loopback", "true"))
        .integration("acme", spec.build())
        .build();
  }
}
