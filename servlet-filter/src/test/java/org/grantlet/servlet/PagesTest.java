package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.grantlet.ConfigurationException;
import org.grantlet.servlet.internal.pages.Languages;
import org.grantlet.servlet.internal.pages.PageOptions;
import org.grantlet.servlet.pages.Brand;
import org.grantlet.servlet.pages.Page;
import org.grantlet.servlet.pages.PageRenderer;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers see of us, and what an application can make of it. */
class PagesTest {
  /** A layout of the application around what Grantlet has to say. */
  public static final class AcmePages implements PageRenderer {
    @Override
    public String render(Page page) {
      return "<!doctype html><html lang=\""
          + page.language()
          + "\"><head>"
          + page.head()
          + "</head><body><header>Acme</header>"
          + page.main()
          + "</body></html>";
    }
  }

  private static HttpResponse<String> confirmation(TestApp app, String language) {
    return new TestBrowser().header("Accept-Language", language).get(app.loginUrl());
  }

  private static ConfigurationException start(Consumer<HostedAuthFilterBuilder> more) {
    return catchThrowableOfType(ConfigurationException.class, () -> TestApp.start(more).close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/connect/login?id=unknown", "/connect/callback/acme?state=x&code=y"})
  void pages_haveOurHeaders_drawnByAnyRenderer(String path) {
    for (boolean own : List.of(true, false)) {
      try (TestApp app =
          TestApp.start(filter -> filter.pages(own ? new AcmePages() : Page::html))) {
        HttpResponse<String> page = new TestBrowser().get(app.uri(path));

        assertThat(page.body().contains("<header>Acme")).isEqualTo(own);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
            .contains("default-src 'none'")
            .contains("script-src 'nonce-")
            .contains("frame-ancestors 'none'")
            .doesNotContain("unsafe", "form-action");
        assertThat(page.headers().map())
            .containsEntry("cache-control", List.of("no-store"))
            .containsEntry("referrer-policy", List.of("no-referrer"))
            .containsEntry("x-content-type-options", List.of("nosniff"))
            .containsEntry("x-frame-options", List.of("DENY"))
            .containsKey("x-request-id");
      }
    }
  }

  @Test
  void rendererByKey_drawsEveryPage_andTheFlowWorks() {
    try (TestApp app =
        TestApp.start(filter -> filter.property("grantlet.pages", AcmePages.class.getName()))) {
      TestBrowser browser = new TestBrowser();
      HttpResponse<String> page = browser.get(app.loginUrl());
      assertThat(page.body()).contains("<header>Acme").doesNotContain("<style");

      HttpResponse<String> end = browser.submit(page, Map.of());
      assertThat(TestApp.json(end.body())).containsEntry("success", true);
    }
  }

  @Test
  void rendererThatFailsLater_isReplacedForThatPage() {
    AtomicBoolean broken = new AtomicBoolean();
    PageRenderer renderer =
        page -> {
          if (broken.get()) {
            throw new IllegalStateException("template gone");
          }
          return page.html();
        };
    try (TestApp app = TestApp.start(filter -> filter.pages(renderer))) {
      broken.set(true);
      HttpResponse<String> page = confirmation(app, "en");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("Connect your acme account").doesNotContain("template gone");
    }
  }

  @Test
  void shippedPages_haveEveryPart_inEveryLanguage() {
    List<String> problems = new ArrayList<>();
    Languages languages = Languages.load(Languages.BUILT_IN, Languages::builtIn, problems);

    problems.addAll(
        new PageOptions(Page::html, new Brand("Sample", null, null), languages).problems());

    assertThat(problems).isEmpty();
  }

  @Test
  void brokenRenderer_failsAtStart_withEveryPageAndPart() {
    assertThat(start(filter -> filter.pages(page -> "<html lang=" + page.language() + ">")))
        .hasMessageContaining("CONFIRM")
        .hasMessageContaining("has no 'sampleId'")
        .hasMessageContaining("GO_ON")
        .hasMessageContaining("has no 'sampleValue'")
        .hasMessageContaining("ERROR")
        .hasMessageContaining("has no 'sampleReference'");
    assertThat(start(filter -> filter.pages(page -> null))).hasMessageContaining("has no '<html'");
    assertThat(
            start(
                filter ->
                    filter.pages(
                        page -> {
                          throw new IllegalStateException("no such template");
                        })))
        .hasMessageContaining("no such template");
  }

  @Test
  void brand_isOnThePage_escaped() {
    try (TestApp app =
        TestApp.start(
            filter ->
                filter
                    .applicationName("Ärzte & <b>Söhne</b>")
                    .logo("/logo.svg?a=1&b=2")
                    .property("grantlet.accent-color", "#ffd54a"))) {
      assertThat(confirmation(app, "en").body())
          .contains("Ärzte &amp; &lt;b&gt;Söhne&lt;/b&gt; would like to connect")
          .contains("/app/logo.svg?a=1&amp;b=2\"")
          .contains("--accent:#ffd54a;--on-accent:#000")
          .doesNotContain("<b>");
    }
  }

  @Test
  void ownWords_replaceOursKeyByKey_inOneLanguage() {
    try (TestApp app =
        TestApp.start(filter -> filter.texts("de", Map.of("continue", "Auf geht's")))) {
      assertThat(confirmation(app, "de").body())
          .contains("Auf geht's")
          .contains("acme-Konto verbinden");
      assertThat(confirmation(app, "en").body()).contains(">Continue<");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "fr", "es", "ja"})
  void shippedLanguages_sayEverythingInTheirOwnWords(String language) {
    Map<String, String> english = Words.of("en");
    assertThat(Words.of(language).keySet()).isEqualTo(english.keySet());
    assertThat(Words.of(language))
        .allSatisfy(
            (key, text) -> {
              if (!key.equals("direction")) {
                assertThat(text).isNotBlank().isNotEqualTo(english.get(key));
              }
            });
  }

  @Test
  void languages_areTheOnesListed_theFirstForAllOthers() {
    try (TestApp app = TestApp.start(filter -> filter.property("grantlet.languages", "fr, de"))) {
      assertThat(confirmation(app, "de-AT").body()).contains("<html lang=\"de\"");
      assertThat(confirmation(app, "en").body()).contains("<html lang=\"fr\"");
    }
  }

  @Test
  void newLanguage_needsEveryText_andSaysWhichAreMissing() {
    assertThat(start(filter -> filter.texts("it", Map.of("continue", "Avanti"))))
        .hasMessageContaining("grantlet_pages_it.properties lacks choose.")
        .hasMessageContaining("error.other.title");
    Map<String, String> all = Words.of("en");
    all.put("direction", "rtl");
    all.put("continue", "استمرار");
    try (TestApp app = TestApp.start(filter -> filter.texts("ar-EG", all))) {
      assertThat(confirmation(app, "ar-EG,en;q=0.5").body())
          .contains("<html lang=\"ar-EG\" dir=\"rtl\">")
          .contains("استمرار");
    }
  }

  @Test
  void wrongWords_failAtStart_allTogether() {
    assertThat(
            start(
                filter ->
                    filter.texts(
                        "de",
                        Map.of(
                            "continu", "x",
                            "doubt", " ",
                            "direction", "up",
                            "confirm.title", "{aplication}"))))
        .hasMessageContaining("grantlet_pages_de.properties has continu")
        .hasMessageContaining("says nothing for doubt")
        .hasMessageContaining("must say ltr or rtl")
        .hasMessageContaining("may use [{provider}] in confirm.title, not '{aplication}'");
  }

  @ParameterizedTest
  @CsvSource({
    "grantlet.pages, java.lang.String, implements PageRenderer",
    "grantlet.pages, no.such.Class, not 'no.such.Class'",
    "grantlet.languages, en_US, 'not ''en_US'''",
    "grantlet.languages, pt, grantlet_pages_pt.properties lacks",
    "grantlet.logo, //evil.example/logo.svg, must be a path",
    "grantlet.logo, https://evil.example/logo.svg, must be a path",
    "grantlet.accent-color, red;}body{display:none, must be a color",
  })
  void wrongKey_failsAtStart(String key, String value, String message) {
    assertThat(start(filter -> filter.property(key, value))).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, true",
    "'text/html,application/xhtml+xml,*/*;q=0.8', true",
    "application/json, false"
  })
  void error_isAPageOrJson_withTheSameStatus(String accept, boolean page) {
    try (TestApp app = TestApp.start()) {
      HttpResponse<String> answer =
          new TestBrowser().header("Accept", accept).get(app.uri("/connect/login?id=unknown"));
      String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
      assertThat(answer.statusCode()).isEqualTo(410);
      assertThat(answer.body()).contains(id).contains("grant.login_id_invalid");
      assertThat(answer.body().startsWith("<!doctype")).isEqualTo(page);
    }
  }
}
