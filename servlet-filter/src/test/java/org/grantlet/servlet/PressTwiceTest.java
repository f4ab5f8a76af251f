package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Gate;
import org.grantlet.testing.HtmlForm;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Double clicks, reloads and the back button: a browser whose replies get lost. */
class PressTwiceTest {
  private final TestApp app = TestApp.start();
  private final TestBrowser browser = new TestBrowser();

  @AfterEach
  void stop() {
    app.close();
  }

  /** Presses a page's button, and stays. */
  private HttpResponse<String> press(HttpResponse<String> page) {
    Map<String, String> form = new LinkedHashMap<>();
    HtmlForm.first(page.body()).fields().forEach((name, values) -> form.put(name, values.get(0)));
    browser.header("Sec-Fetch-Site", "same-origin");
    return browser.post(app.uri("/connect/login"), form);
  }

  private static URI location(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isIn(302, 303);
    return URI.create(response.headers().firstValue("Location").orElseThrow());
  }

  @Test
  void button_pressedTwice_goesToTheSameRequest_andTheLoginSucceeds() {
    HttpResponse<String> page = browser.get(app.loginUrl());
    URI first = location(press(page));
    URI second = location(press(page));

    assertThat(second).isEqualTo(first);
    HttpResponse<String> end = browser.open(second);
    assertThat(TestApp.json(end.body()))
        .containsEntry("success", true)
        .containsEntry("replayed", false);
    assertThat(location(press(page))).as("the result again").isEqualTo(end.uri());
    assertThat(TestApp.json(browser.get(end.uri()).body()))
        .containsEntry("success", true)
        .containsEntry("replayed", true);
    assertThat(app.events).containsExactly("grant.created");
  }

  @Test
  void button_pressedInAnotherBrowser_isGone() {
    HttpResponse<String> page = browser.get(app.loginUrl());
    location(press(page));
    browser.forget();

    assertThat(press(page).statusCode()).isEqualTo(410);
  }

  @Test
  void page_afterItsButton_isShownAgain_toItsBrowserAlone() {
    URI url = app.loginUrl();
    URI first = location(press(browser.get(url)));
    browser.header("Sec-Fetch-Site", "none");

    HttpResponse<String> again = browser.get(url);
    assertThat(again.body()).contains("<button");
    assertThat(location(press(again))).isEqualTo(first);
    assertThat(new TestBrowser().get(url).statusCode()).isEqualTo(410);
  }

  @Test
  void link_clickedTwiceByTheOwner_goesToTheSameRequest() {
    TestBrowser ada = new TestBrowser().header("X-User", "ada");
    URI url = location(ada.get(app.uri("/start")));
    URI first = location(ada.get(url));

    TestBrowser lostReply = new TestBrowser().header("X-User", "ada");
    URI second = location(lostReply.get(url));
    assertThat(second).isEqualTo(first);
    assertThat(TestApp.json(lostReply.open(second).body())).containsEntry("success", true);
    assertThat(new TestBrowser().header("X-User", "eve").get(url).statusCode()).isEqualTo(403);
  }

  @Test
  void picker_pressedTwice_goesToTheSameRequest() {
    IntegrationSpec.Builder birch =
        IntegrationSpec.builder().redirectUris(app.uri("/connected").toString());
    app.provider.openIdSettings().forEach(birch::setting);
    app.hostedAuth().integrations().create("birch", birch.scope("openid").build());
    URI url =
        URI.create(
            app.hostedAuth().requestAny("acme", "birch").redirectUri("/connected").create().url());
    browser.get(url);
    browser.header("Sec-Fetch-Site", "same-origin");
    Map<String, String> form =
        Map.of("id", url.getQuery().substring("id=".length()), "provider", "birch");
    URI first = location(browser.post(app.uri("/connect/login"), form));
    assertThat(location(browser.post(app.uri("/connect/login"), form))).isEqualTo(first);
    assertThat(TestApp.json(browser.open(first).body())).containsEntry("provider", "birch");
  }

  @Test
  void pages_ofSeveralLogins_areUsableSideBySide() {
    List<HttpResponse<String>> pages =
        List.of(
            browser.get(app.loginUrl()),
            browser.get(app.loginUrl()),
            browser.get(app.loginUrl()),
            browser.get(app.loginUrl()),
            browser.get(app.loginUrl()));
    assertThat(browser.cookies(app.uri("/connected"))).hasSize(5);
    for (HttpResponse<String> page : pages) {
      assertThat(location(press(page))).isEqualTo(location(press(page)));
    }
    assertThat(browser.cookies(app.uri("/connected"))).hasSize(5);
    assertThat(TestApp.json(browser.open(location(press(pages.get(0)))).body()))
        .containsEntry("success", true);
  }

  @Test
  void callback_thatIsReloaded_answersTheSame() {
    browser.header("Sec-Fetch-Site", "same-origin");
    URI callback = location(browser.get(location(browser.get(app.loginUrl()))));
    URI end = location(browser.get(callback));
    assertThat(location(browser.get(callback))).isEqualTo(end);
    assertThat(TestApp.json(browser.open(end).body())).containsEntry("replayed", false);
    assertThat(location(browser.get(callback))).isEqualTo(end);
    assertThat(app.provider.requests(Endpoint.TOKEN)).hasSize(1);
  }

  @Test
  void callback_whileItsCodeIsExchanged_waitsOnAPageOfOurs() throws Exception {
    browser.header("Sec-Fetch-Site", "same-origin");
    URI url = app.loginUrl();
    URI callback = location(browser.get(location(browser.get(url))));
    Gate gate = app.provider.token().gate();
    ExecutorService tab = Executors.newSingleThreadExecutor();
    try {
      Future<HttpResponse<String>> first = tab.submit(() -> browser.get(callback));
      gate.awaitArrivals(1);
      TestBrowser same = new TestBrowser().header("Cookie", cookie(callback));
      same.header("Sec-Fetch-Site", "same-origin");
      for (URI pressed : List.of(callback, url)) {
        HttpResponse<String> page = same.get(pressed);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("http-equiv=\"refresh\" content=\"1;url=");
      }
      gate.open();
      URI end = location(first.get());
      assertThat(location(same.get(callback))).isEqualTo(end);
    } finally {
      tab.shutdownNow();
    }
    assertThat(app.provider.requests(Endpoint.TOKEN)).hasSize(1);
  }

  private String cookie(URI address) {
    StringBuilder header = new StringBuilder();
    browser
        .cookies(address)
        .forEach((name, value) -> header.append(name).append('=').append(value).append("; "));
    return header.toString();
  }

  @Test
  void redirectUriThatWasTakenBack_isAnErrorPage() {
    browser.header("Sec-Fetch-Site", "same-origin");
    URI waiting = app.loginUrl();
    URI callback = location(browser.get(location(browser.get(app.loginUrl()))));
    app.hostedAuth()
        .integrations()
        .update("acme", IntegrationSpec.builder().redirectUris("https://other.example/x").build());
    for (URI address : List.of(waiting, callback)) {
      HttpResponse<String> page = browser.get(address);
      assertThat(page.statusCode()).isEqualTo(400);
      assertThat(page.body()).contains("grant.callback_uri_not_allowed");
    }
    assertThat(app.provider.requests(Endpoint.TOKEN)).isEmpty();
    assertThat(app.failures).hasSize(2);
  }
}
