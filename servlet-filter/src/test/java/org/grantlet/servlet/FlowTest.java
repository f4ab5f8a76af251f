package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantStatus;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The flow from the login URL to the application's page, and who may not finish it. */
class FlowTest {
  private TestApp app = TestApp.start();
  private final TestBrowser browser = new TestBrowser();

  @AfterEach
  void stop() {
    app.close();
  }

  /** Opens a login URL as a click in the application does. */
  private HttpResponse<String> click(URI loginUrl) {
    return browser.header("Sec-Fetch-Site", "same-origin").get(loginUrl);
  }

  private URI location(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(303);
    return URI.create(response.headers().firstValue("Location").orElseThrow());
  }

  /** The browser at the provider, which answers at once. */
  private URI callbackUri(HttpResponse<String> atLogin) {
    return URI.create(
        browser.get(location(atLogin)).headers().firstValue("Location").orElseThrow());
  }

  private List<Grant> grants() {
    return app.hostedAuth().grants().list(GrantQuery.builder().build());
  }

  private void assertPage(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Location")).isEmpty();
    assertThat(response.body()).startsWith("<!doctype html>").contains(code);
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("frame-ancestors 'none'");
  }

  @Test
  void flow_endsWithAGrantThatWorks() {
    HttpResponse<String> page = browser.follow(click(app.loginUrl()));

    Map<String, Object> seen = TestApp.json(page.body());
    Grant grant = grants().get(0);
    assertThat(seen)
        .containsEntry("success", true)
        .containsEntry("grant_id", grant.id())
        .containsEntry("provider", "acme")
        .containsEntry("email", TestUser.ADA.email())
        .containsEntry("error", null)
        .containsEntry("replayed", false);
    assertThat(grant.providerUserId()).isEqualTo(TestUser.ADA.subject());
    assertThat(grant.status()).isEqualTo(GrantStatus.VALID);
    assertThat(grant.ip()).isEqualTo("127.0.0.1");
    assertThat(app.provider.accepts(app.hostedAuth().grants().accessToken(grant.id()).value()))
        .isTrue();
    assertThat(app.events).containsExactly("grant.created");
  }

  @Test
  void authorizationRequest_carriesStateNonceAndChallenge() {
    Map<String, List<String>> asked = TestApp.query(location(click(app.loginUrl())));

    assertThat(asked.get("response_type")).containsExactly("code");
    assertThat(asked.get("code_challenge_method")).containsExactly("S256");
    assertThat(asked.get("redirect_uri"))
        .containsExactly(app.uri("/connect/callback/acme").toString());
    assertThat(asked.get("scope")).containsExactly("openid email calendar");
    assertThat(asked).containsKeys("state", "nonce", "code_challenge");
  }

  @Test
  void reload_showsTheSameAgainMarkedAsReplayed() {
    HttpResponse<String> first = browser.follow(click(app.loginUrl()));
    Map<String, Object> again = TestApp.json(browser.get(first.uri()).body());

    assertThat(again).containsEntry("success", true).containsEntry("replayed", true);
    assertThat(app.events).containsExactly("grant.created");
  }

  @Test
  void redirect_inAnotherBrowser_isRefused() {
    HttpResponse<String> first = browser.follow(click(app.loginUrl()));

    assertPage(new TestBrowser().get(first.uri()), 400, "grant.redirect_invalid");
  }

  @Test
  void redirect_madeUp_doesNotReachTheApplication() {
    browser.follow(click(app.loginUrl()));
    String id = grants().get(0).id();

    for (String made :
        List.of(
            "/connected?success=true&grant_id=" + id + "&provider=acme",
            "/connected?success=true&grant_id=123",
            "/connected?%73uccess=true",
            "/connected;x=1?success=true",
            "/%63onnected?success=false&error=x",
            "/connected?success")) {
      assertPage(browser.get(app.uri(made)), 400, "grant.redirect_invalid");
    }
    assertThat(TestApp.json(browser.get(app.uri("/connected?tab=1")).body()))
        .containsEntry("present", false)
        .containsEntry("success", false);
  }

  @Test
  void redirect_withOneChangedParameter_isRefused() {
    HttpResponse<String> first = browser.follow(click(app.loginUrl()));
    String changed = first.uri().toString().replace("ada%40", "eve%40");

    assertThat(changed).isNotEqualTo(first.uri().toString());
    assertPage(browser.get(URI.create(changed)), 400, "grant.redirect_invalid");
    assertPage(browser.get(URI.create(first.uri() + "&x=1")), 400, "grant.redirect_invalid");
  }

  @Test
  void unverifiedRedirectPass_showsTheApplicationAnUnsuccessfulResult() {
    app.close();
    app = TestApp.start(filter -> filter.property("grantlet.unverified-redirect", "pass"));

    assertThat(TestApp.json(browser.get(app.uri("/connected?success=true&grant_id=1")).body()))
        .containsEntry("success", false)
        .containsEntry("grant_id", null)
        .containsEntry("error", "grant.redirect_invalid");
  }

  @Test
  void state_replayedWithAnotherCode_isRefused() {
    URI callback = callbackUri(click(app.loginUrl()));
    browser.follow(browser.get(callback));
    String code = TestApp.query(callback).get("code").get(0);

    for (String other : List.of("other", code + "x", "")) {
      URI replayed = URI.create(callback.toString().replace("code=" + code, "code=" + other));
      assertPage(browser.get(replayed), 400, "grant.state_invalid");
    }
    assertThat(app.provider.requests(Endpoint.TOKEN)).hasSize(1);
  }

  @Test
  void state_ofAnotherBrowser_isRefusedAndSpendsNothing() {
    URI callback = callbackUri(click(app.loginUrl()));

    assertPage(new TestBrowser().get(callback), 400, "grant.state_invalid");
    assertThat(app.provider.requests(Endpoint.TOKEN)).isEmpty();
    assertThat(TestApp.json(browser.follow(browser.get(callback)).body()))
        .containsEntry("success", true);
  }

  @Test
  void state_missingDuplicateOrMadeUp_isRefused() {
    URI callback = callbackUri(click(app.loginUrl()));
    String state = TestApp.query(callback).get("state").get(0);

    for (String query :
        List.of("?code=1", "?code=1&state=" + state + "&state=" + state, "?state=x")) {
      assertPage(
          browser.get(app.uri("/connect/callback/acme" + query)), 400, "grant.state_invalid");
    }
  }

  @Test
  void answer_atAnotherCallback_isRefused() {
    URI callback = callbackUri(click(app.loginUrl()));
    URI elsewhere = URI.create(callback.toString().replace("/callback/acme", "/callback"));

    Map<String, Object> seen = TestApp.json(browser.follow(browser.get(elsewhere)).body());
    assertThat(seen).containsEntry("success", false).containsEntry("error", "grant.state_invalid");
    assertThat(grants()).isEmpty();
  }

  @Test
  void loginUrl_usedBy64AtOnce_worksForOne() throws Exception {
    URI url = app.loginUrl();
    ExecutorService users = Executors.newFixedThreadPool(64);
    try {
      List<Integer> statuses =
          users
              .invokeAll(
                  IntStream.range(0, 64)
                      .<Callable<Integer>>mapToObj(
                          i ->
                              () ->
                                  new TestBrowser()
                                      .header("Sec-Fetch-Site", "same-origin")
                                      .get(url)
                                      .statusCode())
                      .toList())
              .stream()
              .map(FlowTest::result)
              .toList();
      assertThat(statuses).containsOnlyOnce(303);
      assertThat(statuses.stream().filter(status -> status == 410)).hasSize(63);
    } finally {
      users.shutdownNow();
    }
  }

  private static Integer result(Future<Integer> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void loginUrl_unknownUsedOrMalformed_answersTheSame() {
    URI used = app.loginUrl();
    click(used);
    browser.forget();

    for (String address :
        List.of(
            used.toString(), app.uri("/connect/login").toString(), used + "x", used + "&id=1")) {
      assertPage(browser.get(URI.create(address)), 410, "grant.login_id_invalid");
    }
  }

  @Test
  void parallelTabs_allWork() {
    URI first = callbackUri(click(app.loginUrl()));
    URI second = callbackUri(click(app.loginUrl()));

    HttpResponse<String> secondPage = browser.follow(browser.get(second));
    HttpResponse<String> firstPage = browser.follow(browser.get(first));
    assertThat(TestApp.json(secondPage.body())).containsEntry("success", true);
    assertThat(TestApp.json(firstPage.body())).containsEntry("success", true);
    assertThat(grants()).hasSize(1);
    assertThat(app.events).containsExactly("grant.created", "grant.updated");
  }

  @Test
  void manyTabs_keepFiveCookies() {
    URI oldest = callbackUri(click(app.loginUrl()));
    URI second = callbackUri(click(app.loginUrl()));
    for (int i = 0; i < 4; i++) {
      click(app.loginUrl());
    }
    assertThat(browser.cookies(app.uri("/connected"))).hasSize(5);
    assertThat(browser.get(oldest).statusCode()).isEqualTo(400);
    assertThat(browser.get(second).statusCode()).isEqualTo(303);
  }
}
