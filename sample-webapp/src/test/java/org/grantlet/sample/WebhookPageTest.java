package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.store.Durable;
import org.grantlet.testing.Patience;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page that shows the webhooks that arrive, with events from a database. */
@Timeout(180)
class WebhookPageTest {
  private static final List<String> KEYS = List.of("grantlet.store", "grantlet.encryption-key");

  private static SampleServer sample;

  @BeforeAll
  static void start() throws IOException {
    System.setProperty(KEYS.get(0), "jdbc:h2:mem:" + UUID.randomUUID());
    System.setProperty(KEYS.get(1), Durable.key().reveal());
    try {
      sample = SampleServer.start(0, true);
    } finally {
      KEYS.forEach(System::clearProperty);
    }
  }

  /** While a page has its stream open. */
  @AfterAll
  static void stop() throws Exception {
    HttpRequest request = stream(signIn("ada"), "", null);
    try (InputStream open =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body()) {
      assertThat(open.read()).isEqualTo(':');
      sample.close();
    }
  }

  @AfterEach
  void disconnectAll() {
    for (Grant grant : sample.hostedAuth().grants().list(GrantQuery.builder().build())) {
      sample.hostedAuth().grants().delete(grant.id());
    }
  }

  private static URI at(String path) {
    return URI.create(sample.url() + path);
  }

  private static TestBrowser signIn(String user) {
    TestBrowser browser = new TestBrowser();
    browser.post(at("/sign-in"), Map.of("user", user));
    return browser;
  }

  private static void connect(TestBrowser browser) {
    HttpResponse<String> login =
        browser.submit(at("/accounts/connect"), Map.of("provider", "demo"));
    HttpResponse<String> consent = browser.submit(login, Map.of("email", "ada@example.org"));
    assertThat(browser.submit(consent, Map.of("decision", "allow")).body())
        .contains("Account connected");
  }

  private static String webhooks(TestBrowser browser) {
    return browser.open(at("/webhooks").toString()).body();
  }

  @Test
  void event_isShownToItsUserAlone() {
    TestBrowser ada = signIn("ada");
    TestBrowser grace = signIn("grace");
    connect(ada);
    Patience.await("the webhook").until(() -> webhooks(ada).contains("grant.created"));
    assertThat(webhooks(ada)).contains("ada@example.org", "Its signature was checked");
    assertThat(webhooks(grace)).doesNotContain("grant.created");
    assertThat(webhooks(new TestBrowser())).contains("Sign in first");
  }

  @Test
  void eventBeforeTheStreamIsOpen_isItsFirst() throws Exception {
    TestBrowser ada = signIn("ada");
    String page = webhooks(ada);
    String shown = page.replaceFirst("(?s).*data-last=\"([^\"]*)\".*", "$1");
    connect(ada);
    awaitOneMore("grant.created", ada, page);
    List<String> first = stream(ada, shown, null, "grant.created");
    assertThat(page).doesNotContain(first);

    disconnectAll();
    awaitOneMore("grant.deleted", ada, page);
    String created = first.get(first.size() - 1);
    assertThat(stream(ada, shown, created, "grant.deleted")).doesNotContainAnyElementsOf(first);
  }

  private static void awaitOneMore(String type, TestBrowser browser, String before) {
    Patience.await(type)
        .until(() -> webhooks(browser).split(type, -1).length > before.split(type, -1).length);
  }

  /** The ids of what a stream has, up to the first event of a type. */
  private static List<String> stream(
      TestBrowser browser, String after, String lastEventId, String type) throws Exception {
    HttpRequest request = stream(browser, after, lastEventId);
    List<String> ids = new ArrayList<>();
    try (Stream<String> lines =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
      for (String line : (Iterable<String>) lines::iterator) {
        if (line.startsWith("id: ")) {
          ids.add(line.substring("id: ".length()));
        } else if (line.contains(type)) {
          break;
        }
      }
    }
    return ids;
  }

  private static HttpRequest stream(TestBrowser browser, String after, String lastEventId) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at("/webhooks/stream?after=" + after));
    browser
        .cookies(at("/webhooks/stream"))
        .forEach((name, value) -> request.header("Cookie", name + "=" + value));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return request.build();
  }

  @Test
  void messageThatIsNotSigned_isRefused() throws Exception {
    HttpResponse<String> refused =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(at("/webhooks/receive"))
                    .POST(BodyPublishers.ofString("{}"))
                    .build(),
                BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).isEqualTo("webhook-id is missing from the request");
  }

  @Test
  void pageThatIsOpen_showsWhatArrives() throws IOException {
    Optional<Chromium> chromium = Chromium.start();
    assumeTrue(chromium.isPresent(), "Chromium is not installed");
    try (Looker looker = new Looker(chromium.get())) {
      List<String> complaints = new ArrayList<>();
      Page page = looker.window("de-DE", complaints);
      page.navigate(sample.url());
      page.locator("button[value=ada]").click();
      page.locator("footer a[href='/webhooks']").click();
      page.locator("h1", new Page.LocatorOptions().setHasText("Webhooks")).waitFor();
      int before = page.locator("#webhooks .card").count();
      connect(signIn("ada"));
      page.locator("#webhooks .card").nth(before).waitFor();
      assertThat(page.locator("#webhooks").textContent()).contains("grant.created");
      for (Looker.Eyes eyes :
          List.of(
              new Looker.Eyes(360, ColorScheme.DARK), new Looker.Eyes(1280, ColorScheme.LIGHT))) {
        Looker.see(page, eyes);
        assertThat(looker.violations(page)).as("%s", eyes).isEmpty();
        Looker.assertFits(page);
        String folder = System.getProperty("screenshots");
        if (folder != null) {
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setFullPage(true)
                  .setPath(Path.of(folder, "webhooks-" + eyes.width() + ".png")));
        }
      }
      assertThat(complaints).isEmpty();
      page.context().close();
    }
  }
}
