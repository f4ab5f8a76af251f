package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.testing.Logs;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.Test;

/** Logins that cannot find the user who began them: the log says, once, what has to be mended. */
class MissingOwnerTest {
  private static final Pattern REFRESH = Pattern.compile("content=\"0;url=([^\"]+)\"");

  /** The end of a login; the page that repeats the request for SameSite cookies is followed. */
  private static HttpResponse<String> login(TestBrowser browser, URI page) {
    HttpResponse<String> end = browser.open(page);
    Matcher again = REFRESH.matcher(end.body());
    return again.find() ? browser.open(URI.create(again.group(1).replace("&amp;", "&"))) : end;
  }

  private static long count(Logs logs, String text) {
    return logs.lines().stream().filter(line -> line.contains(text)).count();
  }

  @Test
  void signInBehindOurFilter_isSaidOnce_bySecondBegin() {
    try (TestApp app = TestApp.startWithSignInBehind();
        Logs logs = Logs.listen()) {
      new TestBrowser().header("X-User", "grace").get(app.uri("/begin"));
      for (int i = 0; i < 2; i++) {
        TestBrowser ada = new TestBrowser().header("X-User", "ada");
        HttpResponse<String> begun = ada.get(app.uri("/begin"));
        assertThat(count(logs, "filter order: HostedAuthFilter runs before")).isEqualTo(1);

        URI provider = URI.create(begun.headers().firstValue("Location").orElseThrow());
        HttpResponse<String> end = login(ada, provider);
        assertThat(end.statusCode()).isEqualTo(403);
        assertThat(end.body()).contains("grant.access_denied", "Sign in to");
      }
      assertThat(count(logs, "filter order")).isEqualTo(1);
      assertThat(count(logs, "nobody is signed in for our filter")).isZero();
    }
  }

  @Test
  void firstLogin_ofAUserWhoIsNotSeen_isSaid() {
    try (TestApp app = TestApp.startWithSignInBehind();
        Logs logs = Logs.listen()) {
      TestBrowser ada = new TestBrowser().header("X-User", "ada");
      URI provider =
          URI.create(ada.get(app.uri("/begin")).headers().firstValue("Location").orElseThrow());
      assertThat(login(ada, provider).statusCode()).isEqualTo(403);
      assertThat(count(logs, "it is the filter order")).isEqualTo(1);
    }
  }

  @Test
  void signInInFrontOfOurFilter_isNothingToSay_evenIfTheUserSignsOut() {
    try (TestApp app = TestApp.start();
        Logs logs = Logs.listen()) {
      TestBrowser ada = new TestBrowser().header("X-User", "ada");
      ada.get(app.uri("/begin"));
      URI provider =
          URI.create(ada.get(app.uri("/begin")).headers().firstValue("Location").orElseThrow());
      assertThat(login(ada.header("X-User", ""), provider).statusCode()).isEqualTo(403);
      assertThat(logs.text()).doesNotContain("filter order");
    }
  }

  /** A session that is still there makes it likely that the user is signed in. */
  @Test
  void signInThatIsNotMappedToOurPath_isSaid() {
    try (TestApp app = TestApp.start();
        Logs logs = Logs.listen()) {
      TestBrowser ada = new TestBrowser();
      ada.get(app.uri("/start")); // a session
      URI login =
          URI.create(
              ada.header("X-User", "ada")
                  .get(app.uri("/start"))
                  .headers()
                  .firstValue("Location")
                  .orElseThrow());
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> end = login(ada.header("X-User", ""), login);
        assertThat(end.statusCode()).isEqualTo(403);
      }
      assertThat(count(logs, "must come before HostedAuthFilter, and must be mapped to /connect/*"))
          .isEqualTo(1);
    }
  }

  @Test
  void otherHostThanThatOfTheBaseUrl_isSaidOnce() {
    try (TestApp app = TestApp.start();
        Logs logs = Logs.listen()) {
      app.knowProvider();
      for (int i = 0; i < 2; i++) {
        URI begin = URI.create(app.uri("/begin").toString().replace("127.0.0.1", "localhost"));
        TestBrowser ada = new TestBrowser().header("X-User", "ada");
        HttpResponse<String> end = login(ada, begin);
        assertThat(end.statusCode()).isEqualTo(400);
        assertThat(end.body()).contains("grant.state_invalid");
      }
      assertThat(
              count(
                  logs,
                  "It was begun at the host localhost, but grantlet.base-url is http://127.0.0.1:"))
          .isEqualTo(1);
    }
  }

  /** The login URL is at the base URL: there the browser has no cookies. */
  @Test
  void loginUrlOfAnotherHost_saysToTheUserWhereToOpenTheApplication() {
    try (TestApp app = TestApp.start();
        Logs logs = Logs.listen()) {
      URI begin = URI.create(app.uri("/begin").toString().replace("127.0.0.1", "localhost"));
      HttpResponse<String> end = login(new TestBrowser(), begin);
      assertThat(end.statusCode()).isEqualTo(410);
      assertThat(end.body()).contains("Please open", app.uri("").toString());
      assertThat(count(logs, "It was begun at the host localhost")).isEqualTo(1);
    }
  }

  @Test
  void otherPortThanThatOfTheBaseUrl_onLoopback_isSaidOnce() {
    String other = "http://127.0.0.1:1/app";
    try (TestApp app = TestApp.start(filter -> filter.baseUrl(other));
        Logs logs = Logs.listen()) {
      TestBrowser behindProxy = new TestBrowser().header("X-Forwarded-For", "192.0.2.1");
      assertThat(behindProxy.get(app.uri("/begin")).statusCode()).isEqualTo(303);
      assertThat(logs.text()).doesNotContain("grantlet.base-url");
      for (int i = 0; i < 2; i++) {
        assertThat(new TestBrowser().get(app.uri("/begin")).statusCode()).isEqualTo(303);
      }
      String opened = app.uri("").toString().replace("/app", "");
      assertThat(
              count(
                  logs,
                  "the application was opened at %s, but grantlet.base-url is %s,"
                      .formatted(opened, other)))
          .isEqualTo(1);
    }
  }

  @Test
  void proxyThatNamesTheHostOfTheBaseUrl_isNothingToSay() {
    try (TestApp app = TestApp.start();
        Logs logs = Logs.listen()) {
      app.knowProvider();
      TestBrowser ada =
          new TestBrowser().header("X-User", "ada").header("X-Forwarded-Host", "127.0.0.1:443");
      URI begin = URI.create(app.uri("/begin").toString().replace("127.0.0.1", "localhost"));
      assertThat(login(ada, begin).statusCode()).isEqualTo(400); // this browser has no proxy
      assertThat(logs.text()).doesNotContain("grantlet.base-url");
    }
  }
}
