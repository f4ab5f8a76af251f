package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.grantlet.IntegrationSpec;
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
        response.getWriter().write(result.isSuccess() ? "grant " + result.grant().id() : "none");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void container_takesTheFlowAndTheApi(Container container) throws Exception {
    int port = Container.freePort();
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
