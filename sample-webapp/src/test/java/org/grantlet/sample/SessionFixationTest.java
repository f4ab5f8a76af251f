package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Cross-user session fixation (draft-ietf-oauth-security-topics-update): Grace begins a login and
 * lures Ada into finishing it, so that Ada's account would be connected to Grace. Played by two
 * browsers; the provider has Ada signed in.
 */
class SessionFixationTest {
  private final TestProvider provider = TestProvider.start();
  private final TestBrowser grace = new TestBrowser();
  private final TestBrowser ada = new TestBrowser();
  private SampleServer sample;
  private SampleApi api;

  @BeforeEach
  void start() throws Exception {
    sample = SampleServer.start(0, false);
    api = new SampleApi(sample.url());
    HttpResponse<String> made =
        api.post(
            "/connect/integrations",
            Map.of(
                "provider", "test",
                "name", "Test",
                "settings", provider.openIdSettings(),
                "scope", List.of("openid", "email"),
                "redirect_uris", List.of(sample.url() + "/connected")));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    provider.user(TestUser.ADA);
    signIn(grace, "grace");
    signIn(ada, "ada");
  }

  @AfterEach
  void stop() {
    sample.close();
    provider.close();
  }

  private void signIn(TestBrowser browser, String user) {
    browser.post(at("/sign-in"), Map.of("user", user));
  }

  private URI at(String path) {
    return URI.create(sample.url() + path);
  }

  private static URI location(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(303);
    return URI.create(response.headers().firstValue("Location").orElseThrow());
  }

  /** As an application makes it that forgets {@code ownedBy}. */
  private URI unboundLoginUrlOfGrace() throws IOException, InterruptedException {
    return URI.create(
        SampleApi.text(
            api.post(
                "/connect/auth",
                Map.of(
                    "provider", "test",
                    "redirect_uri", sample.url() + "/connected",
                    "account_id", "grace")),
            "url"));
  }

  private URI boundLoginUrlOfGrace() {
    return location(grace.post(at("/accounts/connect"), Map.of("provider", "test")));
  }

  private String accountsOf(TestBrowser browser) {
    return browser.get(at("/")).body();
  }

  private void assertNothingHappened() {
    assertThat(provider.requests(Endpoint.TOKEN)).isEmpty();
    assertThat(accountsOf(grace)).doesNotContain(TestUser.ADA.email());
    assertThat(accountsOf(ada)).doesNotContain(TestUser.ADA.email());
  }

  @Test
  void withoutBinding_theAttackSucceeds() throws Exception {
    HttpResponse<String> page = ada.open(unboundLoginUrlOfGrace());
    assertThat(page.body()).as("all that stands in the way").contains("<button");
    ada.submit(page, Map.of());

    assertThat(accountsOf(grace)).as("Grace has Ada's account").contains(TestUser.ADA.email());
    assertThat(provider.requests(Endpoint.TOKEN)).hasSize(1);
  }

  @Test
  void withBinding_theLoginUrlIsRefused() {
    HttpResponse<String> page = ada.open(boundLoginUrlOfGrace());

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(provider.requests(Endpoint.AUTHORIZATION)).isEmpty();
    assertNothingHappened();
  }

  /** Grace spends the login URL herself, and hands on where the provider is asked. */
  @Test
  void authorizationRequestHandedOn_isOfAnotherBrowser() throws Exception {
    for (URI loginUrl : List.of(boundLoginUrlOfGrace(), unboundLoginUrlOfGrace())) {
      grace.header("Sec-Fetch-Site", "same-origin");
      URI request = location(grace.get(loginUrl));
      URI callback = URI.create(ada.get(request).headers().firstValue("Location").orElseThrow());

      HttpResponse<String> page = ada.get(callback);
      assertThat(page.statusCode()).isEqualTo(400);
      assertThat(page.body()).contains("grant.state_invalid");
    }
    assertNothingHappened();
  }

  /** Grace's cookies are in Ada's browser, her session's aside: a kiosk, or a hostile subdomain. */
  @Test
  void callbackWithThePlantedCookie_isOfAnotherUser() {
    TestBrowser kiosk = new TestBrowser();
    signIn(kiosk, "grace");
    URI loginUrl = location(kiosk.post(at("/accounts/connect"), Map.of("provider", "test")));
    URI callback =
        URI.create(
            kiosk
                .get(location(kiosk.get(loginUrl)))
                .headers()
                .firstValue("Location")
                .orElseThrow());
    signIn(kiosk, "ada");

    HttpResponse<String> page = kiosk.get(callback);
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("grant.access_denied");
    assertNothingHappened();
  }
}
