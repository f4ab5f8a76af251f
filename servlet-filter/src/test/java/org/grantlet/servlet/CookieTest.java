package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.HtmlForm;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.Test;
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

  @Test
  void formPost_underHttps_finishesWithoutOurPageInBetween() {
    try (TestApp app =
        TestApp.start(
            filter -> filter.property("grantlet.base-url", "https://app.example.com/app"))) {
      app.hostedAuth()
          .integrations()
          .update("acme", IntegrationSpec.builder().setting("response_mode", "form_post").build());
      TestBrowser browser = new TestBrowser().header("Sec-Fetch-Site", "same-origin");
      HttpResponse<String> login = browser.get(here(app, app.loginUrl()));
      HttpResponse<String> form =
          browser.get(URI.create(login.headers().firstValue("Location").orElseThrow()));

      Map<String, String> fields = new LinkedHashMap<>();
      HtmlForm.first(form.body())
          .fields()
          .forEach((name, values) -> fields.put(name, values.get(0)));
      browser.header("Sec-Fetch-Site", "cross-site");
      HttpResponse<String> end = browser.post(app.uri("/connect/callback/acme"), fields);
      assertThat(end.statusCode()).isEqualTo(303);
      assertThat(end.headers().firstValue("Location").orElseThrow())
          .startsWith("https://app.example.com/app/connected?success=true");
    }
  }

  /** The address behind the proxy. */
  private static URI here(TestApp app, URI address) {
    return app.uri(address.toString().replaceFirst("^https?://[^/]+/app", ""));
  }

  /** As behind a proxy that ends TLS. */
  private static TestApp secure(String responseMode) {
    return TestApp.start(
        filter ->
            filter
                .baseUrl("https://app.example.com/app")
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
    return new TestBrowser()
        .header("Sec-Fetch-Site", "same-origin")
        .get(here(app, app.loginUrl()))
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow();
  }
}
