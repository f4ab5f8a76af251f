package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.grantlet.testing.Logs;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a page and who gets JSON, and what an error page says for the telephone. */
class ErrorPagesTest {
  private static final String CHROMIUM =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
          + "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7";

  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static TestBrowser browser() {
    return new TestBrowser().header("Accept", CHROMIUM).header("Sec-Fetch-Mode", "navigate");
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/foo", "/grants", "/grants/1", "/integrations", "/loginx", "/auth/1/2"})
  void browserBelowOurPath_getsAPage_andNoPasswordDialog(String path) {
    for (TestBrowser visitor :
        new TestBrowser[] {browser(), new TestBrowser().header("Accept", "text/html")}) {
      HttpResponse<String> page = visitor.get(app.uri("/connect" + path));

      assertThat(page.statusCode()).isEqualTo(404);
      assertThat(page.headers().map()).doesNotContainKey("www-authenticate");
      assertThat(page.body())
          .contains("<h1>There is nothing here</h1>")
          .contains("<a class=\"button\" href=\"" + app.uri("/") + "\">Back to 127.0.0.1</a>")
          .contains("<code>api.not_found_error</code>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "POST"})
  void otherMethodsOfABrowser_openNoPasswordDialogEither(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(app.uri("/connect/grants"))
            .header("Accept", CHROMIUM)
            .method(method, BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().map()).doesNotContainKey("www-authenticate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-None | - ",
        "Accept | */*",
        "Accept | application/json",
        "Accept | application/json, text/plain, */*",
        "Accept | text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
      })
  void program_keepsItsChallenge(String header, String value) {
    for (String path : new String[] {"", "/", "/foo", "/grants"}) {
      HttpResponse<String> answer =
          new TestBrowser().header(header, value).get(app.uri("/connect" + path));

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Basic realm=");
      assertThat(answer.body()).contains("api.authentication_error");
    }
  }

  @Test
  void scriptOfAPage_keepsItsChallenge() {
    HttpResponse<String> answer =
        new TestBrowser()
            .header("Accept", "text/html")
            .header("Sec-Fetch-Mode", "cors")
            .get(app.uri("/connect/grants"));
    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void credentials_areAProgramsEvenIfItWantsHtml() {
    HttpResponse<String> right =
        browser()
            .header("Authorization", basic(TestApp.CREDENTIALS))
            .get(app.uri("/connect/integrations"));
    assertThat(right.statusCode()).isEqualTo(200);
    assertThat(right.body()).contains("\"provider\":\"acme\"");

    HttpResponse<String> wrong =
        browser().header("Authorization", basic("app:wrong")).get(app.uri("/connect/grants"));
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.headers().map()).containsKey("www-authenticate");
  }

  /** It names text/html, and sends credentials only after a challenge. */
  @Test
  void urlConnection_getsItsChallenge_andThenTheReply() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) app.uri("/connect/integrations").toURL().openConnection();
    String[] credentials = TestApp.CREDENTIALS.split(":", 2);
    connection.setAuthenticator(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(credentials[0], credentials[1].toCharArray());
          }
        });
    assertThat(connection.getResponseCode()).isEqualTo(200);
    connection.disconnect();
  }

  @Test
  void descriptionOfTheApi_opensInABrowser() {
    HttpResponse<String> document = browser().get(app.uri("/connect/openapi.json"));
    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(document.body()).startsWith("{");
  }

  @Test
  void reference_isShort_andInTheLogAsItIsShown() {
    URI unknown = app.uri("/connect/login?id=unknown");
    try (Logs logs = Logs.listen()) {
      HttpResponse<String> page = browser().get(unknown);
      String reference = page.headers().firstValue("X-Request-Id").orElseThrow();

      assertThat(reference).matches("[2-9CDFGHJKMNP-RTV-Y]{4}-[2-9CDFGHJKMNP-RTV-Y]{4}");
      assertThat(page.body())
          .contains("Reference: <code>" + reference + "</code></p>")
          .contains("<p class=\"code\"><code>grant.login_id_invalid</code></p>");
      assertThat(logs.lines())
          .anySatisfy(line -> assertThat(line).contains(reference, "grant.login_id_invalid"));
    }
    assertThat(browser().get(unknown).headers().firstValue("X-Request-Id"))
        .isNotEqualTo(browser().get(unknown).headers().firstValue("X-Request-Id"));
  }

  @Test
  void busyServer_offersToTryTheSameAgain() {
    HttpResponse<String> page =
        browser()
            .header("Sec-Purpose", "prefetch")
            .get(app.uri("/connect/login?id=a%22b&grantlet_again=1"));
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body())
        .contains("Please try again in a moment")
        .contains("href=\"?id=a%22b&amp;grantlet_ask=1\">Try again</a>");
  }

  /** "Try again" on our own page comes from the application, but confirms nothing. */
  @Test
  void tryingAgain_stillAsks() {
    String login = app.loginUrl() + "&grantlet_ask=1";
    HttpResponse<String> page =
        browser()
            .header("Sec-Fetch-Site", "same-origin")
            .header("Sec-Fetch-Dest", "document")
            .get(URI.create(login));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Connect your acme account");
  }
}
