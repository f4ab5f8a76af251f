package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.grantlet.servlet.internal.api.RawHttp;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The return to the application: what the filter before the redirect URI takes for its own. */
class RedirectTest {
  private TestApp app = TestApp.start();
  private final TestBrowser browser = new TestBrowser().header("Sec-Fetch-Site", "same-origin");

  @AfterEach
  void stop() {
    app.close();
  }

  /** A browser with a grant, at the redirect URI. */
  private URI home() {
    HttpResponse<String> page = browser.open(app.loginUrl());
    assertThat(TestApp.json(page.body())).containsEntry("success", true);
    return page.uri();
  }

  private void assertRefused(URI address) {
    HttpResponse<String> page = browser.get(address);
    assertThat(page.statusCode()).as(address.toString()).isEqualTo(400);
    assertThat(page.body()).contains("grant.redirect_invalid").doesNotContain("\"grant_id\"");
  }

  @Test
  void parametersInAnotherOrder_sayTheSame() {
    URI home = home();
    List<String> pairs = new ArrayList<>(List.of(home.getRawQuery().split("&", -1)));
    Collections.reverse(pairs);
    assertThat(TestApp.json(browser.get(withQuery(String.join("&", pairs))).body()))
        .containsEntry("success", true);
  }

  @Test
  void parametersMissingRepeatedOrMore_areRefused() {
    String query = home().getRawQuery();
    for (String pair : query.split("&", -1)) {
      assertRefused(withQuery(query + "&" + pair));
      if (!pair.startsWith("success")) {
        assertRefused(withQuery(query.replace("&" + pair, "")));
      }
    }
    assertRefused(withQuery(query + "&x"));
    assertRefused(withQuery(query + "&=x"));
    assertRefused(withQuery("success=true"));
  }

  @Test
  void parametersThatSayNothing_changeNothing() {
    String query = home().getRawQuery();
    assertThat(TestApp.json(browser.get(withQuery("&" + query + "&&")).body()))
        .containsEntry("success", true);
  }

  @Test
  void redirectUri_withoutAResult_isTheApplications() {
    assertThat(TestApp.json(browser.get(withQuery("x=%20")).body()))
        .containsEntry("present", false);
    assertRefused(withQuery("%73uccess=true"));
  }

  /** Half of a percent sign: one reader leaves the parameter out, another takes it as it stands. */
  @Test
  void parameterThatCannotBeDecoded_isRefused() {
    String query = home().getRawQuery();
    assertThat(raw(query)).startsWith("HTTP/1.1 200");
    assertThat(raw("grant_id=evil%zz&" + query)).startsWith("HTTP/1.1 400");
    assertThat(raw(query + "&x=%")).startsWith("HTTP/1.1 400");
  }

  private String raw(String query) {
    StringBuilder cookies = new StringBuilder();
    browser
        .cookies(app.uri("/connected"))
        .forEach((name, value) -> cookies.append(name).append('=').append(value).append("; "));
    return RawHttp.send(
        app.uri("/connected"),
        "GET /app/connected?" + query + " HTTP/1.1",
        "Host: localhost",
        "Cookie: " + cookies,
        "Connection: close",
        "",
        "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/connected/",
        "/Connected",
        "/CONNECTED/",
        "/connected;x=1",
        "/connected;jsessionid=1",
        "/%63onnected",
        "/./connected",
        "/x/../connected"
      })
  void anotherSpellingOfThePath_isChecked(String path) {
    assertRefused(app.uri(path + "?success=true&grant_id=1"));
  }

  @Test
  void anotherPage_withAParameterOfThatName_isTheApplications() {
    assertThat(browser.get(app.uri("/shop?success=true")).body()).isEqualTo("plain");
    assertThat(browser.get(app.uri("/connectedness?success=true")).body()).isEqualTo("plain");
    assertThat(browser.get(app.uri("/connected/more?success=true")).body()).isEqualTo("plain");
  }

  @Test
  void outcome_atAnotherPage_isNotShown() {
    URI home = home();
    HttpResponse<String> other =
        browser.get(URI.create(home.toString().replace("/connected?", "/shop?")));
    assertThat(other.body()).isEqualTo("plain");
  }

  @Test
  void outcomes_ofTwoTabs_areNotMixed() {
    String first = home().getRawQuery();
    String second = home().getRawQuery();
    for (String query : List.of(first, second)) {
      assertThat(TestApp.json(browser.get(withQuery(query)).body())).containsEntry("success", true);
    }
    String grant = TestApp.query(withQuery(first)).get("grant_id").get(0);
    assertRefused(withQuery(first.replace(grant, "another")));
  }

  @Test
  void forwardToTheRedirectUri_isCheckedWhereTheFilterIsAsked() {
    assertRefused(app.uri("/forward?to=/connected%3Fsuccess%3Dtrue%26grant_id%3D1"));
    assertThat(TestApp.json(browser.get(app.uri("/forward?to=/connected")).body()))
        .containsEntry("present", false);
    home();
  }

  @Test
  void unverifiedPass_neverShowsSuccess() {
    URI home = home();
    app.close();
    app = TestApp.start(filter -> filter.property("grantlet.unverified-redirect", "pass"));
    for (String query : List.of("success=true", "success=true&grant_id=1", home.getRawQuery())) {
      assertThat(TestApp.json(browser.get(withQuery(query)).body()))
          .containsEntry("success", false)
          .containsEntry("grant_id", null)
          .containsEntry("error", "grant.redirect_invalid");
    }
    assertThat(TestApp.json(browser.get(home()).body()))
        .containsAllEntriesOf(Map.of("success", true, "replayed", true));
  }

  private URI withQuery(String query) {
    return app.uri("/connected?" + query);
  }
}
