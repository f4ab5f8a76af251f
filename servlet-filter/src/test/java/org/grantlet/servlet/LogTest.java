package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.testing.Logs;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log says of a login, and what the application's own logging context keeps. */
class LogTest {
  private final TestApp app = TestApp.start();

  @AfterEach
  void stop() {
    app.close();
  }

  private static final String ID = "[A-Z0-9]{4}-[A-Z0-9]{4}";

  /** The mark of a login, and the request's id. */
  private static String marks(String line) {
    Matcher marks = Pattern.compile("\\((login [0-9a-f]{8}), request " + ID + "\\)$").matcher(line);
    assertThat(marks.find()).as(line).isTrue();
    return marks.group(1);
  }

  @Test
  void loginThatWorks_hasTwoLinesWithOneMark() {
    try (Logs logs = Logs.listen()) {
      URI login = app.loginUrl();
      String seen = new TestBrowser().header("Sec-Fetch-Site", "same-origin").open(login).body();
      assertThat(logs.told())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("INFO login with acme began (login "),
              line ->
                  assertThat(line)
                      .startsWith(
                          "INFO login with acme finished: grant "
                              + TestApp.json(seen).get("grant_id")
                              + " (login "));
      assertThat(logs.told()).extracting(LogTest::marks).containsOnly(marks(logs.told().get(0)));
      String id = login.getQuery().substring("id=".length());
      assertThat(String.join("\n", logs.told())).doesNotContain(id, "@");
    }
  }

  @Test
  void loginThatFails_hasOneLineThatSaysWhatMendsIt() {
    app.provider
        .token()
        .reply(Reply.oauthError("invalid_client", "ada@example.com knows no such client"));
    try (Logs logs = Logs.listen()) {
      new TestBrowser().header("Sec-Fetch-Site", "same-origin").open(app.loginUrl());
      assertThat(logs.told())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("INFO login with acme began "),
              line ->
                  assertThat(line)
                      .startsWith("WARN login with acme failed: token.exchange_failed: ")
                      .contains(
                          "invalid_client (***@example.com knows no such client)",
                          "Check grantlet.integration.acme.client-id and"
                              + " grantlet.integration.acme.client-secret")
                      .doesNotContain("ada@"));
      assertThat(marks(logs.told().get(1))).isEqualTo(marks(logs.told().get(0)));
    }
  }

  @Test
  void requestThatIsRefused_hasOneLineWithTheReferenceOfThePage() {
    try (Logs logs = Logs.listen()) {
      String reference =
          new TestBrowser()
              .get(app.uri("/connect/callback/acme?code=x&state=y"))
              .headers()
              .firstValue("X-Request-Id")
              .orElseThrow();
      assertThat(logs.told())
          .singleElement()
          .asString()
          .startsWith("INFO request " + reference + " refused: grant.state_invalid: ");
    }
  }

  /** A login URL waits for the provider on another thread, an unknown one is answered at once. */
  @Test
  void requestIdOfTheApplication_isPutBack() {
    TestBrowser browser = new TestBrowser().header("X-Trace", "trace-7");
    browser.get(app.loginUrl());
    browser.get(app.uri("/connect/login?id=unknown"));
    browser.get(app.uri("/connected?success=true"));
    browser.get(app.uri("/connect/nothing"));
    Patience.await("the filter in front").until(() -> app.traces.size() == 4);
    assertThat(app.traces).containsOnly("trace-7");
  }
}
