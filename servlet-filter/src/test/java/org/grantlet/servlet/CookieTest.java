package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cookie that binds an attempt to a browser, under each base URL. */
class CookieTest {
  @ParameterizedTest
  @CsvSource({"query, Lax", "form_post, None"})
  void httpsCookie_isHostBoundAndSecure(String responseMode, String sameSite) {
    try (TestApp app = secure(responseMode)) {
      assertThat(cookieOf(app))
          .startsWith("__Host-grantlet-")
          .contains("; Path=/")
          .contains("; Secure")
          .contains("; HttpOnly")
          .contains("; SameSite=" + sameSite)
          .doesNotContain("Domain");
    }
  }

  @ParameterizedTest
  @CsvSource({"query", "form_post"})
  void loopbackCookie_isPlain(String responseMode) {
    try (TestApp app = TestApp.startWith(Map.of("response_mode", responseMode))) {
      assertThat(cookieOf(app))
          .startsWith("grantlet-")
          .contains("; HttpOnly")
          .contains("; SameSite=Lax")
          .doesNotContain("Secure");
    }
  }

  /** As behind a proxy that ends TLS. */
  private static TestApp secure(String responseMode) {
    return TestApp.start(
        filter ->
            filter
                .property("grantlet.base-url", "https://app.example.com/app")
                .integration(
                    "acme",
                    IntegrationSpec.builder()
                        .clientId("client")
                        .clientSecret("secret")
                        .setting("authorization_endpoint", "https://id.example.com/authorize")
                        .setting("token_endpoint", "https://id.example.com/token")
                        .setting("response_mode", responseMode)
                        .redirectUris("/connected")
                        .build()));
  }

  private static String cookieOf(TestApp app) {
    String path = app.loginUrl().toString().replaceFirst("^https?://[^/]+/app", "");
    URI here = app.uri(path);
    return new TestBrowser()
        .header("Sec-Fetch-Site", "same-origin")
        .get(here)
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow();
  }
}
