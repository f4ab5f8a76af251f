package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private URI assertKeepsItsLoginUrl(HttpResponse<String> sent) {
    URI url = locationOf(sent);
    assertThat(url.toString()).startsWith(app.uri("/connect/login?id=").toString());
    assertThat(sent.headers().allValues("Set-Cookie"))
        .hasSize(2)
        .noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
    return url;
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
  void nobody_getsNoSession_andKeepsTheLoginInACookieOfOurEndpoints() {
    TestBrowser nobody = new TestBrowser();
    HttpResponse<String> sent = nobody.get(app.uri("/begin"));
    List<String> cookies = sent.headers().allValues("Set-Cookie");
    assertThat(cookies).hasSize(2).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
    assertThat(cookies.get(1))
        .startsWith("grantlet_login-")
        .contains("Path=/app/connect;")
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

  @ParameterizedTest
  @CsvSource({
    "Sec-Purpose, prefetch",
    "Purpose, prefetch",
    "X-Moz, prefetch",
    "Sec-Fetch-Mode, no-cors",
  })
  void whatNoPersonOpens_changesNothing(String header, String value) {
    for (TestBrowser browser : List.of(new TestBrowser(), as("ada"))) {
      for (String path : List.of("/begin", "/begin?any=true")) {
        HttpResponse<String> answer = browser.header(header, value).get(app.uri(path));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
      }
    }
  }

  @Test
  void head_changesNothing() throws Exception {
    HttpRequest head =
        HttpRequest.newBuilder(app.uri("/begin"))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(head, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  private static final String FAILED = "grantlet_failure-";

  @Test
  void nobody_whoSaysNo_keepsTheFailure_andSeesItAgainAsReplayed() {
    app.provider.authorization().error("access_denied", "No");
    TestBrowser nobody = new TestBrowser();
    HttpResponse<String> provider = nobody.get(locationOf(nobody.get(app.uri("/begin"))));
    URI answer = URI.create(provider.headers().firstValue("Location").orElseThrow());
    HttpResponse<String> back = nobody.get(answer);
    assertThat(back.headers().allValues("Set-Cookie"))
        .hasSize(2)
        .anyMatch(cookie -> cookie.startsWith("grantlet_login-") && cookie.contains(GONE))
        .anyMatch(cookie -> cookie.startsWith(FAILED) && cookie.contains("Path=/;"));
    assertThat(locationOf(nobody.get(answer))).as("it comes twice").isEqualTo(locationOf(back));
    assertThat(app.failures).hasSize(1);

    Map<String, Object> seen = TestApp.json(nobody.get(locationOf(back)).body());
    assertThat(seen).containsEntry("success", false).containsEntry("replayed", false);
    Map<String, Object> again = TestApp.json(nobody.get(locationOf(back)).body());
    assertThat(again).containsEntry("success", false).containsEntry("replayed", true);
    assertThat(new TestBrowser().get(locationOf(back)).statusCode()).isEqualTo(400);
  }

  @Test
  void nobody_whoFailsInManyTabs_keepsFiveFailures() {
    app.provider.authorization().error("access_denied", "No");
    TestBrowser nobody = new TestBrowser();
    for (int i = 0; i < 7; i++) {
      nobody.open(app.uri("/begin"));
    }
    assertThat(nobody.cookies(app.uri("/")).keySet().stream().filter(key -> key.startsWith(FAILED)))
        .hasSize(5);
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
  void nobody_asTheFirstOfAll_needsNoSession_andSeesNoPage() {
    try (TestApp fresh = TestApp.start()) {
      TestBrowser nobody = new TestBrowser();
      HttpResponse<String> sent = nobody.get(fresh.uri("/begin"));
      assertThat(sent.headers().allValues("Set-Cookie")).hasSize(2);
      assertThat(locationOf(sent).getPath()).endsWith("/connect/login");
      assertThat(locationOf(nobody.get(locationOf(sent))).toString())
          .startsWith(fresh.provider.issuer());
    }
  }

  @Test
  void confirmation_isShownWhereItAlwaysIs() {
    try (TestApp asking =
        TestApp.start(filter -> filter.property("grantlet.login-confirmation", "always"))) {
      HttpResponse<String> page = ada.open(asking.uri("/begin"));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(TestApp.json(ada.submit(page, Map.of()).body())).containsEntry("success", true);
      assertThat(ada.open(asking.uri("/begin")).uri().getPath()).endsWith("/connect/login");

      TestBrowser nobody = new TestBrowser();
      HttpResponse<String> first = nobody.open(asking.uri("/begin"));
      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(nobody.cookies(asking.uri("/")).keySet()).doesNotContain("JSESSIONID");
      Map<String, Object> seen = TestApp.json(nobody.submit(first, Map.of()).body());
      assertThat(seen).containsEntry("success", true).containsEntry("replayed", false);
    }
  }

  @Test
  void choice_goesByLoginUrl_ofTheBrowserAloneWhereNobodyIsSignedIn() {
    IntegrationSpec.Builder birch =
        IntegrationSpec.builder().redirectUris(app.uri("/connected").toString());
    app.provider.openIdSettings().forEach(birch::setting);
    app.hostedAuth().integrations().create("birch", birch.build());
    assertGoesByLoginUrl(ada.get(app.uri("/begin?any=true")));

    TestBrowser nobody = new TestBrowser();
    URI url = assertKeepsItsLoginUrl(nobody.get(app.uri("/begin?any=true")));
    assertThat(new TestBrowser().get(url).body()).contains("grant.login_id_invalid");
    HttpResponse<String> page = nobody.get(url);
    assertThat(page.statusCode()).isEqualTo(200);
    Map<String, Object> seen =
        TestApp.json(nobody.submit(page, Map.of("provider", "birch")).body());
    assertThat(seen).containsEntry("success", true).containsEntry("provider", "birch");
  }
}
