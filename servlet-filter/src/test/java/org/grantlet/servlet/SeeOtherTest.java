package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9700 section 4.12: no redirect of ours lets a browser repeat a POST elsewhere. */
class SeeOtherTest {
  private final TestApp app = TestApp.startWith(Map.of("response_mode", "form_post"));
  private final TestBrowser browser = new TestBrowser().header("Sec-Fetch-Site", "same-origin");

  @AfterEach
  void stop() {
    app.close();
  }

  private static URI seeOther(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(303);
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  /** The button's POST has the login id, the provider's the code: neither goes any further. */
  @Test
  void posts_areAnsweredWith303() {
    Map<String, String> form = Map.of("id", app.loginUrl().getQuery().substring("id=".length()));
    URI request = seeOther(browser.post(app.uri("/connect/login"), form));

    Map<String, List<String>> answer = app.provider.authorize(request).parameters();
    URI callback = URI.create(TestApp.query(request).get("redirect_uri").get(0));
    Map<String, String> fields =
        Map.of(
            "code", answer.get("code").get(0),
            "state", answer.get("state").get(0),
            "iss", answer.get("iss").get(0));
    URI end = seeOther(browser.post(callback, fields));
    assertThat(end.toString()).contains("success=true").doesNotContain("code=");
  }

  @Test
  void begin_isAnsweredWith303_evenForAPost() {
    seeOther(browser.header("X-User", "ada").post(app.uri("/begin"), Map.of()));
  }
}
