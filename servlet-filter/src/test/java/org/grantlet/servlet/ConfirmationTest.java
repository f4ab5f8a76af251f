package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links that travel: what looks at a login URL, and what spends it. */
class ConfirmationTest {
  private TestApp app = TestApp.start();

  @AfterEach
  void stop() {
    app.close();
  }

  private static void assertAsks(HttpResponse<String> page) {
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<button").contains("name=\"id\"");
  }

  @Test
  void link_fromElsewhere_asksFirst_andTheButtonSpendsIt() {
    TestBrowser browser = new TestBrowser().header("Sec-Fetch-Site", "cross-site");
    URI url = app.loginUrl();
    HttpResponse<String> page = browser.get(url);
    assertAsks(page);
    assertAsks(browser.get(url));

    HttpResponse<String> end =
        browser.header("Sec-Fetch-Site", "same-origin").submit(page, Map.of());
    assertThat(TestApp.json(end.body())).containsEntry("success", true);
    assertThat(new TestBrowser().get(url).statusCode()).isEqualTo(410);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Purpose, prefetch;prerender",
    "Purpose, prefetch",
    "X-Purpose, preview",
    "X-Moz, prefetch"
  })
  void preview_spendsNothing(String header, String value) {
    URI url = app.loginUrl();
    TestBrowser preview =
        new TestBrowser().header("Sec-Fetch-Site", "same-origin").header(header, value);
    HttpResponse<String> answer = preview.get(url);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(new TestBrowser().header("Sec-Fetch-Site", "same-origin").get(url).statusCode())
        .isEqualTo(303);
  }

  @Test
  void head_spendsNothing() throws Exception {
    URI url = app.loginUrl();
    HttpRequest head =
        HttpRequest.newBuilder(url)
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .header("Sec-Fetch-Site", "same-origin")
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(head, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(new TestBrowser().header("Sec-Fetch-Site", "same-origin").get(url).statusCode())
        .isEqualTo(303);
  }

  @Test
  void button_pressedByAnotherSite_asksAgain() {
    URI url = app.loginUrl();
    Map<String, String> form = Map.of("id", url.getQuery().substring("id=".length()));
    URI endpoint = app.uri("/connect/login");

    assertAsks(new TestBrowser().header("Sec-Fetch-Site", "cross-site").post(endpoint, form));
    assertAsks(new TestBrowser().header("Origin", "https://evil.example").post(endpoint, form));
    assertThat(new TestBrowser().header("Origin", "null").post(endpoint, form).statusCode())
        .isEqualTo(303);
  }

  @Test
  void form_ofMoreThan64Ki_isRefusedAndSpendsNothing() {
    String id = app.loginUrl().getQuery().substring("id=".length());
    String rest = "x".repeat(64 * 1024 - id.length());
    URI endpoint = app.uri("/connect/login");
    TestBrowser browser = new TestBrowser().header("Sec-Fetch-Site", "same-origin");

    assertThat(browser.post(endpoint, Map.of("id", id, "rest", rest + "x")).statusCode())
        .isEqualTo(400);
    assertThat(browser.post(endpoint, Map.of("id", id, "rest", rest)).statusCode()).isEqualTo(303);
  }

  @Test
  void form_ofMoreThan64Parameters_isRefusedAndSpendsNothing() {
    Map<String, String> form = new HashMap<>();
    form.put("id", app.loginUrl().getQuery().substring("id=".length()));
    IntStream.range(0, 64).forEach(i -> form.put("p" + i, ""));
    URI endpoint = app.uri("/connect/login");
    TestBrowser browser = new TestBrowser().header("Sec-Fetch-Site", "same-origin");

    assertThat(browser.post(endpoint, form).statusCode()).isEqualTo(400);
    form.remove("p0");
    assertThat(browser.post(endpoint, form).statusCode()).isEqualTo(303);
  }

  @Test
  void confirmationAlways_asksEvenAfterAClickInTheApplication() {
    app.close();
    app = TestApp.start(filter -> filter.property("grantlet.login-confirmation", "always"));
    assertAsks(new TestBrowser().header("Sec-Fetch-Site", "same-origin").get(app.loginUrl()));
  }

  @Test
  void confirmationNever_asksNot() {
    app.close();
    app = TestApp.start(filter -> filter.property("grantlet.login-confirmation", "never"));
    assertThat(new TestBrowser().get(app.loginUrl()).statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @CsvSource({
    "'de-CH,de;q=0.9', de, Weiter",
    "fr, fr, Continuer",
    "es-MX, es, Continuar",
    "ja, ja, 続ける",
    "'tlh,en;q=0.5', en, Continue",
    "tlh, en, Continue"
  })
  void pages_speakTheBrowsersLanguage(String accept, String language, String button) {
    HttpResponse<String> page =
        new TestBrowser().header("Accept-Language", accept).get(app.loginUrl());
    assertThat(page.body()).contains("<html lang=\"" + language + "\"").contains(button);
  }

  @Test
  void formPost_worksWithoutTheCrossSiteCookie() {
    app.close();
    app = TestApp.startWith(Map.of("response_mode", "form_post"));
    TestBrowser browser = new TestBrowser().header("Sec-Fetch-Site", "same-origin");
    HttpResponse<String> form = browser.open(app.loginUrl());
    assertThat(form.body()).contains("method=\"post\"");

    HttpResponse<String> bounce = new TestBrowser().submit(form, Map.of());
    assertThat(bounce.statusCode()).isEqualTo(200);
    assertThat(bounce.body()).contains("grantlet_again=1").contains("<button");
    HttpResponse<String> end = browser.submit(bounce, Map.of());
    assertThat(TestApp.json(end.body())).containsEntry("success", true);
  }

  @Test
  void errors_areJsonForWhoAsksForIt() {
    HttpResponse<String> answer =
        new TestBrowser()
            .header("Accept", "application/json")
            .get(app.uri("/connect/login?id=unknown"));
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(TestApp.json(answer.body()))
        .containsEntry("success", false)
        .containsEntry("type", "grant.login_id_invalid");
  }
}
