package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.ErrorCode;
import org.grantlet.GrantQuery;
import org.grantlet.Grants;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Logs;
import org.grantlet.testing.TestBrowser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A login that is bound to a user of the application, and what others can do with it. */
class OwnerTest {
  private static final Pattern REFRESH =
      Pattern.compile("http-equiv=\"refresh\" content=\"0;url=([^\"]+)\"");

  private final TestApp app = TestApp.start();

  @AfterEach
  void stop() {
    app.close();
  }

  private static TestBrowser as(String user) {
    return new TestBrowser().header("X-User", user);
  }

  private URI locationOf(HttpResponse<String> response) {
    return URI.create(response.headers().firstValue("Location").orElseThrow());
  }

  private URI boundLoginUrl(TestBrowser owner) {
    return locationOf(owner.get(app.uri("/start")));
  }

  private static HttpResponse<String> withoutSession(TestBrowser browser, URI address) {
    return browser.header("X-User", "").get(address);
  }

  /** Where a page that reloads itself goes. */
  private static URI refreshOf(HttpResponse<String> page) {
    Matcher matcher = REFRESH.matcher(page.body());
    assertThat(matcher.find()).isTrue();
    return URI.create(matcher.group(1).replace("&amp;", "&"));
  }

  private void assertDenied(HttpResponse<String> page) {
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("grant.access_denied");
    assertThat(app.provider.requests(Endpoint.TOKEN)).isEmpty();
    assertThat(app.hostedAuth().grants().list(GrantQuery.builder().build())).isEmpty();
    assertThat(app.failures)
        .extracting(failure -> failure.error())
        .containsExactly(ErrorCode.ACCESS_DENIED);
  }

  @Test
  void owner_finishesWithoutAnotherPage_andIsTheAccount() {
    HttpResponse<String> page = as("ada").open(app.uri("/start"));

    Map<String, Object> seen = TestApp.json(page.body());
    assertThat(seen).containsEntry("success", true);
    assertThat(app.hostedAuth().grants().get(String.valueOf(seen.get("grant_id"))).accountId())
        .isEqualTo("ada");
  }

  @Test
  void login_byAnotherUser_isRefusedAndStaysTheOwners() {
    TestBrowser ada = as("ada");
    URI url = boundLoginUrl(ada);

    assertDenied(as("grace").get(url));
    assertThat(ada.get(url).statusCode()).isEqualTo(303);
  }

  @Test
  void callback_byAnotherUser_leavesTheCodeUnusedAndSpendsTheAttempt() {
    TestBrowser browser = as("ada");
    URI callback = locationOf(browser.get(locationOf(browser.get(boundLoginUrl(browser)))));

    assertDenied(browser.header("X-User", "grace").get(callback));
    assertThat(browser.header("X-User", "ada").get(callback).statusCode()).isEqualTo(400);
  }

  @Test
  void callback_withoutSession_bouncesOnceOnOurOwnPage() {
    TestBrowser ada = as("ada");
    URI callback = locationOf(ada.get(locationOf(ada.get(boundLoginUrl(ada)))));

    // SameSite=Strict: the navigation from the provider brings no session.
    HttpResponse<String> bounce = withoutSession(ada, callback);
    assertThat(bounce.statusCode()).isEqualTo(200);
    assertThat(bounce.body()).contains("http-equiv=\"refresh\"");
    URI again = refreshOf(bounce);

    HttpResponse<String> finished = ada.header("X-User", "ada").open(again);
    assertThat(TestApp.json(finished.body())).containsEntry("success", true);
  }

  @Test
  void callback_withoutSessionTwice_isRefused() {
    TestBrowser ada = as("ada");
    URI callback = locationOf(ada.get(locationOf(ada.get(boundLoginUrl(ada)))));

    HttpResponse<String> bounce = withoutSession(ada, callback);
    assertDenied(withoutSession(ada, refreshOf(bounce)));
  }

  @Test
  void session_bindsUsersWithoutName() {
    TestBrowser visitor = new TestBrowser();
    URI url = boundLoginUrl(visitor);

    HttpResponse<String> stranger = new TestBrowser().open(url);
    assertThat(stranger.statusCode()).isEqualTo(200); // nobody: bounced, then refused
    assertThat(new TestBrowser().open(refreshOf(stranger)).statusCode()).isEqualTo(403);
    assertThat(TestApp.json(visitor.open(url).body())).containsEntry("success", true);
  }

  @Test
  void session_thatChangesItsIdMeanwhile_isStillTheOwners() {
    TestBrowser visitor = new TestBrowser();
    URI url = boundLoginUrl(visitor);
    Map<String, String> before = visitor.cookies(url);
    URI callback = locationOf(visitor.get(locationOf(visitor.get(url))));
    visitor.get(app.uri("/renew"));

    assertThat(visitor.cookies(url)).isNotEqualTo(before);
    assertThat(TestApp.json(visitor.open(callback).body())).containsEntry("success", true);
  }

  @Test
  void visitor_whoSignsInMeanwhile_isStillTheOwner() {
    TestBrowser visitor = new TestBrowser();
    URI callback = locationOf(visitor.get(locationOf(visitor.get(boundLoginUrl(visitor)))));

    HttpResponse<String> end = visitor.header("X-User", "ada").open(callback);
    assertThat(TestApp.json(end.body())).containsEntry("success", true);
  }

  private Map<String, Object> connect(TestApp where, TestBrowser browser, String page) {
    Map<String, Object> seen = TestApp.json(browser.open(where.uri(page)).body());
    assertThat(seen).containsEntry("success", true);
    return seen;
  }

  @Test
  void usersKnownBySessionOnly_whoConnectOneAccount_haveAGrantEach() {
    try (Logs logs = Logs.listen()) {
      Object first = connect(app, new TestBrowser(), "/start").get("grant_id");
      TestBrowser second = new TestBrowser();
      Object other = connect(app, second, "/start").get("grant_id");
      assertThat(other).isNotEqualTo(first);
      assertThat(connect(app, second, "/begin").get("grant_id")).isEqualTo(other);

      Grants grants = app.hostedAuth().grants();
      assertThat(grants.get(String.valueOf(first)).accountId()).startsWith(RequestOwner.SESSION);
      grants.delete(String.valueOf(first));
      assertThat(grants.get(String.valueOf(other)).accountId()).startsWith(RequestOwner.SESSION);
      assertThat(logs.text().split("known by the session alone", -1)).hasSize(2); // said once
    }
  }

  @Test
  void ownerWhoseKeyChangesWithEachSession_hasOneGrantByName() {
    RequestOwner bySession =
        new RequestOwner() {
          @Override
          public Owner bind(HttpServletRequest request) {
            return new Owner(request.getSession(true).getId(), "customer-7");
          }

          @Override
          public @Nullable Owner of(HttpServletRequest request) {
            HttpSession session = request.getSession(false);
            return session == null ? null : new Owner(session.getId(), "customer-7");
          }
        };
    try (TestApp named = TestApp.start(filter -> filter.requestOwner(bySession));
        Logs logs = Logs.listen()) {
      Object first = connect(named, new TestBrowser(), "/begin").get("grant_id");
      assertThat(connect(named, new TestBrowser(), "/begin").get("grant_id")).isEqualTo(first);
      assertThat(named.hostedAuth().grants().get(String.valueOf(first)).accountId())
          .isEqualTo("customer-7");
      assertThat(logs.text()).doesNotContain("known by the session alone");
    }
  }

  /** HEAD and previews, by anybody: they redeem nothing and are not refused. */
  @Test
  void preview_byTheOwner_spendsNothing() {
    TestBrowser ada = as("ada");
    URI url = boundLoginUrl(ada);
    assertThat(ada.header("Sec-Purpose", "prefetch").get(url).statusCode()).isEqualTo(503);
    assertThat(ada.header("Sec-Purpose", "").get(url).statusCode()).isEqualTo(303);
  }
}
