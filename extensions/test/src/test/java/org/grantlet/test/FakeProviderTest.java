package org.grantlet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.grantlet.test.Answer.deny;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.testing.MutableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(180)
class FakeProviderTest {
  private static final MutableClock CLOCK = MutableClock.atNow();

  @RegisterExtension
  static final FakeProvider GOOGLE = FakeProvider.as("google").user("ada@example.org").clock(CLOCK);

  private static App app;

  @BeforeAll
  static void start() {
    app = new App(Map.of("google", App.integration("openid", "email").build()), CLOCK);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static Grant connect() {
    FakeBrowser.Page arrived = GOOGLE.browser().get("/connect-google");
    assertThat(arrived.status()).as(arrived.toString()).isEqualTo(200);
    String page = arrived.text();
    return app.auth().grants().get(page.substring(0, page.indexOf(' ')));
  }

  private static String failure() {
    return GOOGLE.browser().get("/connect-google").text();
  }

  @Test
  void login_makesAGrantOfTheUser() {
    FakeBrowser.Page page = GOOGLE.browser().get("/connect-google");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.path()).isEqualTo("/connected");
    assertThat(page.text()).endsWith(" ada@example.org");
    Grant grant = connect();
    assertThat(grant.provider()).isEqualTo("google");
    assertThat(grant.scope()).containsExactly("openid", "email");
    assertThat(GOOGLE.accepts(app.auth().accessToken(grant.id()).value())).isTrue();
  }

  @Test
  void user_thatIsAnother_isAnotherAccount() {
    Grant ada = connect();
    GOOGLE.user("grace@example.org");
    Grant grace = connect();
    assertThat(grace.email()).isEqualTo("grace@example.org");
    assertThat(grace.id()).isNotEqualTo(ada.id());
    assertThat(grace.providerUserId()).isNotEqualTo(ada.providerUserId());
  }

  @Test
  void user_afterATestThatChangedIt_isTheFirstOneAgain() {
    assertThat(connect().email()).isEqualTo("ada@example.org");
  }

  @Test
  void next_isForOneLogin() {
    GOOGLE.next(deny());
    assertThat(failure()).isEqualTo("error ACCESS_DENIED");
    assertThat(connect().email()).isEqualTo("ada@example.org");
  }

  @Test
  void next_ofSeveral_isOneAfterTheOther() {
    GOOGLE.next(Answer.noEmail(), deny());
    assertThat(connect().email()).isNull();
    assertThat(failure()).isEqualTo("error ACCESS_DENIED");
  }

  static Map<String, Answer> failures() {
    return Map.of(
        "wrong nonce", Answer.wrongNonce(),
        "wrong signature", Answer.wrongSignature(),
        "expired ID token", Answer.expiredIdToken(),
        "token error", Answer.tokenError("invalid_client"),
        "token status", Answer.tokenStatus(503));
  }

  @ParameterizedTest
  @MethodSource("failureNames")
  void next_thatFails_makesNoGrant(String name) {
    GOOGLE.next(failures().get(name));
    assertThat(failure()).startsWith("error ").isNotEqualTo("error null");
    assertThat(connect().email()).isEqualTo("ada@example.org");
  }

  static Iterable<String> failureNames() {
    return failures().keySet();
  }

  @Test
  void userInfo_thatRefuses_leavesTheEmailUnknown() {
    GOOGLE.next(Answer.userInfoStatus(401));
    assertThat(connect().email()).isNull();
  }

  @Test
  void slow_takesThatLong() {
    GOOGLE.next(Answer.slow(Duration.ofMillis(300)));
    long start = System.nanoTime();
    assertThat(connect().email()).isEqualTo("ada@example.org");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void scope_isWhatTheUserAllows() {
    GOOGLE.next(Answer.scope("openid"));
    assertThat(connect().scope()).containsExactly("openid");
  }

  @Test
  void revoke_endsTheGrantAtItsNextRefresh() {
    Grant grant = connect();
    GOOGLE.revoke(grant.id());
    CLOCK.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> app.auth().accessToken(grant.id()))
        .isInstanceOfSatisfying(
            GrantletException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.REFRESH_TOKEN_INVALID));
    assertThat(app.auth().grants().get(grant.id()).status()).isEqualTo(GrantStatus.INVALID);
  }

  @Test
  void revoke_ofNoGrant_saysSo() {
    assertThatThrownBy(() -> GOOGLE.revoke("nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No application of this JVM has a grant nothing of google");
  }

  @Test
  void expiredToken_isRefreshed() {
    GOOGLE.expiresIn(Duration.ofMinutes(5));
    Grant grant = connect();
    String first = app.auth().accessToken(grant.id()).value();
    int before = GOOGLE.refreshes();
    CLOCK.advance(Duration.ofMinutes(5));
    String second = app.auth().accessToken(grant.id()).value();
    assertThat(second).isNotEqualTo(first);
    assertThat(GOOGLE.accepts(first)).isFalse();
    assertThat(GOOGLE.refreshes()).isEqualTo(before + 1);
  }

  @Test
  void refresh_answersOnceAsTheTestSays() {
    Grant grant = connect();
    GOOGLE.next(Answer.refreshStatus(503));
    assertThatThrownBy(() -> app.auth().grants().refresh(grant.id()))
        .isInstanceOf(GrantletException.class);
    CLOCK.advance(Duration.ofMinutes(5)); // a provider that failed has a rest
    assertThat(app.auth().grants().refresh(grant.id()).status()).isEqualTo(GrantStatus.VALID);
  }

  @Test
  void api_answersWithAValidToken() throws Exception {
    Grant grant = connect();
    GOOGLE.api("GET /calendar/v3/calendars/primary", "{\"summary\": \"Ada\"}");
    URI calendar = URI.create("https://www.googleapis.com/calendar/v3/calendars/primary?alt=json");
    HttpResponse<String> response = call(grant, calendar);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"summary\": \"Ada\"}");
    assertThat(call(grant, URI.create("https://www.googleapis.com/gmail/v1/x")).body())
        .contains("say api(\\\"GET /gmail/v1/x\\\", …)");
    GOOGLE.revokeAll();
    assertThat(call(grant, calendar).statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> call(Grant grant, URI uri) throws Exception {
    return app.auth()
        .client(grant.id())
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void api_refusesWhatIsNoRequest() {
    assertThatThrownBy(() -> GOOGLE.api("/calendar", "{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A request to the API is a method and a path, such as \"GET /v1/me\", not"
                + " \"/calendar\"");
  }

  @Test
  void anotherFake_inTheSamePlace_isRefused() {
    assertThatThrownBy(() -> FakeProvider.as("google").start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Another FakeProvider is in the place of google (http://127.0.0.1:")
        .hasMessageEndingWith("must not run at the same time");
    assertThat(connect().email()).isEqualTo("ada@example.org");
  }

  @Test
  void fake_thatDoesNotRun_saysSo() {
    assertThatThrownBy(() -> FakeProvider.as("slack").issuer())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The FakeProvider in the place of slack does not run: put @RegisterExtension on its"
                + " field, or call start()");
  }

  @Nested
  class InANestedClass {
    @Test
    void fake_stillRuns() {
      assertThat(connect().email()).isEqualTo("ada@example.org");
    }
  }

  /** A login that was made in this class must work after a nested class has ended. */
  @Test
  void browser_keepsCookiesUntilItForgets() {
    FakeBrowser browser = GOOGLE.browser(app.url);
    browser.get("/connect-google");
    assertThat(browser.cookies("/connect/callback/google")).isNotEmpty();
    assertThat(browser.forget().cookies("/connect/callback/google")).isEmpty();
  }
}
