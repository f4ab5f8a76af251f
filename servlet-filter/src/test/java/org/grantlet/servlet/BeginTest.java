package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A login that begins where the user is, without a login URL on the way. */
class BeginTest {
  /** How Jetty ends a cookie. */
  private static final String GONE = "Expires=Thu, 01 Jan 1970";

  private final TestApp app = TestApp.start();
  private final TestBrowser ada = as("ada");

  @AfterEach
  void stop() {
    app.close();
  }

  private static TestBrowser as(String user) {
    return new TestBrowser().header("X-User", user);
  }

  private static URI locationOf(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(303);
    return URI.create(response.headers().firstValue("Location").orElseThrow());
  }

  private void assertGoesByLoginUrl(HttpResponse<String> response) {
    assertThat(locationOf(response).toString())
        .startsWith(app.uri("/connect/login?id=").toString());
    assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
  }

  /** The first login of all fetches the provider's metadata. */
  @BeforeEach
  void logIn() {
    assertGoesByLoginUrl(ada.get(app.uri("/begin")));
    assertThat(TestApp.json(ada.open(app.uri("/begin")).body())).containsEntry("success", true);
  }

  @Test
  void browser_isSentToTheProvider_andReturnsAsItsUser() {
    HttpResponse<String> sent = ada.get(app.uri("/begin"));
    assertThat(locationOf(sent).toString()).startsWith(app.provider.issuer());
    assertThat(TestApp.query(locationOf(sent)))
        .containsKeys("state", "nonce", "code_challenge", "redirect_uri");
    assertThat(sent.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly");
    assertThat(sent.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(sent.headers().firstValue("Referrer-Policy")).contains("no-referrer");

    Map<String, Object> seen = TestApp.json(ada.open(locationOf(sent)).body());
    assertThat(seen).containsEntry("success", true).containsEntry("replayed", false);
    String id = String.valueOf(seen.get("grant_id"));
    assertThat(app.hostedAuth().grants().get(id).accountId()).isEqualTo("ada");
  }

  @Test
  void nobody_getsNoSession_andKeepsTheLoginInACookieOfTheCallback() {
    TestBrowser nobody = new TestBrowser();
    HttpResponse<String> sent = nobody.get(app.uri("/begin"));
    List<String> cookies = sent.headers().allValues("Set-Cookie");
    assertThat(cookies).hasSize(2).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
    assertThat(cookies.get(1))
        .startsWith("grantlet_login-")
        .contains("Path=/app/connect/callback")
        .contains("HttpOnly")
        .contains("SameSite=Lax")
        .contains("Max-Age=600");

    HttpResponse<String> provider = nobody.get(locationOf(sent));
    URI answer = URI.create(provider.headers().firstValue("Location").orElseThrow());
    assertThat(new TestBrowser().get(answer).body()).contains("grant.state_invalid");
    HttpResponse<String> back = nobody.get(answer);
    assertThat(back.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .startsWith(cookies.get(1).substring(0, cookies.get(1).indexOf('=') + 1))
        .contains(GONE);
    Map<String, Object> seen = TestApp.json(nobody.open(locationOf(back)).body());
    assertThat(seen).containsEntry("success", true).containsEntry("replayed", false);
    assertThat(locationOf(nobody.get(answer))).as("it comes twice").isEqualTo(locationOf(back));

    Map<String, Object> other = TestApp.json(new TestBrowser().open(app.uri("/begin")).body());
    assertThat(other).containsEntry("success", true);
    assertThat(List.of(accountOf(seen), accountOf(other)))
        .allMatch(account -> account.startsWith("session:"))
        .doesNotHaveDuplicates();
  }

  private String accountOf(Map<String, Object> seen) {
    return app.hostedAuth().grants().get(String.valueOf(seen.get("grant_id"))).accountId();
  }

  @Test
  void nobody_whoOnlyPrefetches_getsNoSessionAndNothingIsStored() {
    HttpResponse<String> prefetch =
        new TestBrowser().header("Sec-Purpose", "prefetch").get(app.uri("/begin"));
    assertThat(locationOf(prefetch).toString()).startsWith(app.provider.issuer());
    assertThat(prefetch.headers().allValues("Set-Cookie"))
        .hasSize(2)
        .noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
  }

  @Test
  void nobody_inManyTabs_hasFiveLogins_andTheCookiesOfTheOldestGo() {
    TestBrowser nobody = new TestBrowser();
    for (int i = 0; i < 5; i++) {
      assertThat(nobody.get(app.uri("/begin")).headers().allValues("Set-Cookie")).hasSize(2);
    }
    List<String> sixth = nobody.get(app.uri("/begin")).headers().allValues("Set-Cookie");
    assertThat(sixth).hasSize(4);
    assertThat(sixth.stream().filter(cookie -> cookie.contains(GONE)))
        .hasSize(2)
        .anyMatch(cookie -> cookie.startsWith("grantlet_login-"));
  }

  @Test
  void anotherUser_orAnotherBrowser_cannotFinishIt() {
    HttpResponse<String> provider = ada.get(locationOf(ada.get(app.uri("/begin"))));
    URI answer = URI.create(provider.headers().firstValue("Location").orElseThrow());
    int calls = app.provider.requests(Endpoint.TOKEN).size();

    assertThat(as("ada").get(answer).body()).contains("grant.state_invalid");
    assertThat(ada.header("X-User", "grace").get(answer).body()).contains("grant.access_denied");
    assertThat(app.provider.requests(Endpoint.TOKEN)).hasSize(calls);
  }

  @Test
  void confirmation_isShownWhereItAlwaysIs() {
    try (TestApp asking =
        TestApp.start(filter -> filter.property("grantlet.login-confirmation", "always"))) {
      HttpResponse<String> page = ada.open(asking.uri("/begin"));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(TestApp.json(ada.submit(page, Map.of()).body())).containsEntry("success", true);
      assertThat(ada.open(asking.uri("/begin")).uri().getPath()).endsWith("/connect/login");
    }
  }

  @Test
  void choice_andPrefetch_goByLoginUrl() {
    IntegrationSpec.Builder birch =
        IntegrationSpec.builder().redirectUris(app.uri("/connected").toString());
    app.provider.openIdSettings().forEach(birch::setting);
    app.hostedAuth().integrations().create("birch", birch.build());
    assertGoesByLoginUrl(ada.get(app.uri("/begin?any=true")));
    assertGoesByLoginUrl(as("ada").header("Sec-Purpose", "prefetch").get(app.uri("/begin")));
  }
}
