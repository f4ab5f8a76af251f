package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.HtmlForm;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no person opens: previews, prefetches, images, frames and HEAD have no effect. */
class PreviewTest {
  private final TestApp app = TestApp.start();
  private final TestBrowser browser = new TestBrowser().header("Sec-Fetch-Site", "same-origin");

  @AfterEach
  void stop() {
    app.close();
  }

  private static URI location(HttpResponse<String> response) {
    assertThat(response.statusCode()).isIn(302, 303);
    return URI.create(response.headers().firstValue("Location").orElseThrow());
  }

  private URI callback() {
    return location(browser.get(location(browser.get(app.loginUrl()))));
  }

  private static void assertNoEffect(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  /** With the cookies, and headers of its own. */
  private HttpResponse<String> with(String name, String value, URI address) {
    HttpResponse<String> answer = browser.header(name, value).get(address);
    browser.header(name, "");
    return answer;
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Purpose, prefetch",
    "Sec-Purpose, prefetch;prerender",
    "Purpose, prefetch",
    "X-Moz, prefetch"
  })
  void preview_ofAnyUrl_spendsNothing_andTheVisitIsTheFirst(String header, String value) {
    URI login = app.loginUrl();
    assertNoEffect(with(header, value, login));
    URI callback = location(browser.get(location(browser.get(login))));

    assertNoEffect(with(header, value, callback));
    assertThat(app.provider.requests(Endpoint.TOKEN)).isEmpty();
    URI end = location(browser.get(callback));

    assertNoEffect(with(header, value, end));
    assertThat(TestApp.json(browser.get(end).body()))
        .containsEntry("success", true)
        .containsEntry("replayed", false);
    assertThat(app.failures).isEmpty();
  }

  private HttpResponse<String> head(URI address) throws Exception {
    HttpRequest.Builder head =
        HttpRequest.newBuilder(address)
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .header("Sec-Fetch-Site", "same-origin");
    browser.cookies(address).forEach((name, value) -> head.header("Cookie", name + "=" + value));
    return HttpClient.newHttpClient().send(head.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void head_ofAnyUrl_spendsNothing() throws Exception {
    URI login = app.loginUrl();
    assertThat(head(login).statusCode()).isEqualTo(200);
    URI callback = location(browser.get(location(browser.get(login))));
    assertThat(head(callback).statusCode()).isEqualTo(200);
    assertThat(app.provider.requests(Endpoint.TOKEN)).isEmpty();
    URI end = location(browser.get(callback));
    HttpResponse<String> answer = head(end);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(TestApp.json(browser.get(end).body())).containsEntry("replayed", false);
  }

  @ParameterizedTest
  @CsvSource({
    "no-cors, image",
    "navigate, iframe",
    "navigate, frame",
    "no-cors, script",
    "cors, empty",
    "same-origin, empty",
    "navigate, embed"
  })
  void imageOrFrame_ofAnyUrl_spendsNothing(String mode, String dest) {
    URI login = app.loginUrl();
    browser.header("Sec-Fetch-Mode", mode).header("Sec-Fetch-Dest", dest);
    HttpResponse<String> page = browser.get(login);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<button");
    browser.header("Sec-Fetch-Mode", "navigate").header("Sec-Fetch-Dest", "document");
    URI callback = location(browser.get(location(browser.get(login))));

    browser.header("Sec-Fetch-Mode", mode).header("Sec-Fetch-Dest", dest);
    HttpResponse<String> atCallback = browser.get(callback);
    assertThat(atCallback.statusCode()).isEqualTo(200);
    assertThat(atCallback.body()).contains("class=\"button\"").doesNotContain("refresh");
    assertThat(app.provider.requests(Endpoint.TOKEN)).isEmpty();
    browser.header("Sec-Fetch-Mode", "navigate").header("Sec-Fetch-Dest", "document");
    URI end = location(browser.get(callback));

    browser.header("Sec-Fetch-Mode", mode).header("Sec-Fetch-Dest", dest);
    HttpResponse<String> atReturn = browser.get(end);
    assertThat(atReturn.statusCode()).isEqualTo(200);
    assertThat(atReturn.body()).contains("class=\"button\"").doesNotContain("grant_id\":");
    browser.header("Sec-Fetch-Mode", "navigate").header("Sec-Fetch-Dest", "document");
    assertThat(TestApp.json(browser.get(end).body())).containsEntry("replayed", false);
  }

  @Test
  void imageOfALoginUrl_isNoClick_evenWithoutConfirmation() {
    try (TestApp silent =
        TestApp.start(filter -> filter.property("grantlet.login-confirmation", "never"))) {
      URI login = silent.loginUrl();
      TestBrowser image =
          new TestBrowser()
              .header("Sec-Fetch-Site", "same-origin")
              .header("Sec-Fetch-Mode", "no-cors")
              .header("Sec-Fetch-Dest", "image");
      assertThat(image.get(login).statusCode()).isEqualTo(200);
      assertThat(new TestBrowser().get(login).statusCode()).isEqualTo(303);
    }
  }

  /** It passes navigations through, and they arrive as from a script. */
  @Test
  void serviceWorker_takesOneMorePress() {
    browser.header("Sec-Fetch-Mode", "navigate").header("Sec-Fetch-Dest", "empty");
    HttpResponse<String> page = browser.get(app.loginUrl());
    assertThat(page.body()).contains("<button");
    URI atProvider = location(browser.post(app.uri("/connect/login"), form(page)));
    URI callback = location(browser.get(atProvider));

    browser.header("Sec-Fetch-Site", "cross-site");
    assertThat(browser.get(callback).body()).contains("class=\"button\"");
    assertThat(app.provider.requests(Endpoint.TOKEN)).isEmpty();
    browser.header("Sec-Fetch-Site", "same-origin");
    URI end = location(browser.get(callback));

    browser.header("Sec-Fetch-Site", "cross-site");
    assertThat(browser.get(end).body()).contains("class=\"button\"");
    browser.header("Sec-Fetch-Site", "same-origin");
    assertThat(TestApp.json(browser.get(end).body()))
        .containsEntry("success", true)
        .containsEntry("replayed", false);
  }

  private static Map<String, String> form(HttpResponse<String> page) {
    Map<String, String> form = new LinkedHashMap<>();
    HtmlForm.first(page.body()).fields().forEach((name, values) -> form.put(name, values.get(0)));
    return form;
  }

  @Test
  void formPost_prefetchedOrFramed_spendsNothing() {
    URI callback = callback();
    Map<String, String> fields = new LinkedHashMap<>();
    TestApp.query(callback).forEach((name, values) -> fields.put(name, values.get(0)));
    URI endpoint = app.uri("/connect/callback/acme");
    browser.header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Dest", "iframe");
    HttpResponse<String> page = browser.post(endpoint, fields);
    assertThat(page.body()).contains("<button").doesNotContain("<script");
    browser.header("Sec-Fetch-Site", "same-origin").header("Sec-Fetch-Dest", "document");
    assertThat(TestApp.json(browser.submit(page, Map.of()).body())).containsEntry("success", true);
  }
}
