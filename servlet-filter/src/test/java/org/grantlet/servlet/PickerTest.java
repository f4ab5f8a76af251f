package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.HtmlForm;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on which a user chooses among providers, without script. */
class PickerTest {
  private final TestApp app = TestApp.start();
  private final TestBrowser browser = new TestBrowser();

  @BeforeEach
  void connectMore() {
    add("birch", "Birch & Co", "/connected");
    add("cedar", "Cedar", "/connected");
    add("elsewhere", "Elsewhere", "/other");
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private void add(String provider, String name, String redirectUri) {
    IntegrationSpec.Builder spec =
        IntegrationSpec.builder()
            .name(name)
            .scope("openid")
            .redirectUris(app.uri(redirectUri).toString());
    app.provider.openIdSettings().forEach(spec::setting);
    app.hostedAuth().integrations().create(provider, spec.build());
  }

  private URI urlOf(HostedAuth.Request request) {
    return URI.create(request.redirectUri("/connected").state("s").create().url());
  }

  private URI choice() {
    return urlOf(app.hostedAuth().requestAny("acme", "birch"));
  }

  private HttpResponse<String> choose(URI url, String provider) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("id", url.getQuery().substring("id=".length()));
    form.put("provider", provider);
    return browser.post(app.uri("/connect/login"), form);
  }

  private static void assertPicker(HttpResponse<String> page, int status) {
    assertThat(page.statusCode()).isEqualTo(status);
    assertThat(page.body()).contains("name=\"provider\" value=\"birch\"");
  }

  private void assertUnspent(URI url) {
    assertPicker(new TestBrowser().get(url), 200);
  }

  @Test
  void list_showsItsIntegrationsByName_andTheChosenOneMakesTheGrant() {
    HttpResponse<String> page = browser.get(choice());
    assertPicker(page, 200);
    assertThat(page.body())
        .contains("value=\"acme\"")
        .contains(">Birch &amp; Co</button>")
        .doesNotContain("cedar");

    HttpResponse<String> end = browser.submit(page, Map.of("provider", "birch"));
    assertThat(TestApp.json(end.body()))
        .containsEntry("success", true)
        .containsEntry("provider", "birch")
        .containsEntry("state", "s");
  }

  @Test
  void page_isShownToVisitorsFromTheApplicationToo_andReloadedAtWill() {
    URI url = choice();
    browser.header("Sec-Fetch-Site", "same-origin");
    assertPicker(browser.get(url), 200);
    assertPicker(browser.get(url), 200);
    assertThat(choose(url, "acme").statusCode()).isEqualTo(303);
    browser.forget();
    assertThat(browser.get(url).statusCode()).isEqualTo(410);
    assertThat(choose(url, "acme").statusCode()).isEqualTo(410);
  }

  @Test
  void any_isEverythingThatHasTheRedirectUri_asItIsNow() {
    app.hostedAuth().integrations().delete("elsewhere");
    URI url = urlOf(app.hostedAuth().requestAny());
    app.hostedAuth().integrations().delete("cedar");
    add("dogwood", "Dogwood", "/connected");
    add("fir", "Fir", "/other");

    assertThat(browser.get(url).body())
        .contains("acme", "birch", "dogwood")
        .doesNotContain("cedar", "value=\"fir\"");
    assertThat(choose(url, "dogwood").statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cedar", "nobody", "", "*", "elsewhere"})
  void choiceOutsideTheList_isRefused_andSpendsNothing(String provider) {
    URI url = choice();
    HttpResponse<String> page = choose(url, provider);
    assertPicker(page, 400);
    assertThat(page.body()).contains("role=\"alert\"");
    assertUnspent(url);
    assertThat(choose(url, "birch").statusCode()).isEqualTo(303);
  }

  @Test
  void choiceOutsideTheList_isJsonForWhoAsksForIt() {
    browser.header("Accept", "application/json");
    HttpResponse<String> answer = choose(choice(), "cedar");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(TestApp.json(answer.body())).containsEntry("type", "api.invalid_field");
  }

  @Test
  void choiceByQuery_showsThePage() {
    URI url = choice();
    assertPicker(
        browser.header("Sec-Fetch-Site", "same-origin").get(URI.create(url + "&provider=birch")),
        200);
    assertUnspent(url);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, none",
    "Origin, https://evil.example",
    "Sec-Purpose, prefetch;prerender"
  })
  void choiceOfAnotherSite_spendsNothing(String header, String value) {
    URI url = choice();
    browser.header(header, value);
    assertPicker(choose(url, "birch"), 200);
    assertUnspent(url);
  }

  @Test
  void confirmationNever_stillAsksWhich() {
    try (TestApp silent =
        TestApp.start(filter -> filter.property("grantlet.login-confirmation", "never"))) {
      URI url =
          URI.create(silent.hostedAuth().requestAny().redirectUri("/connected").create().url());
      assertThat(browser.get(url).body()).contains("value=\"acme\"");
    }
  }

  @Test
  void owner_aloneMayChoose() {
    TestBrowser ada = new TestBrowser().header("X-User", "ada");
    URI url =
        URI.create(
            ada.get(app.uri("/start?any=true")).headers().firstValue("Location").orElseThrow());
    assertThat(browser.header("X-User", "grace").get(url).statusCode()).isEqualTo(403);
    assertThat(choose(url, "birch").statusCode()).isEqualTo(403);

    HttpResponse<String> end = ada.submit(ada.get(url), Map.of("provider", "birch"));
    assertThat(TestApp.json(end.body())).containsEntry("success", true);
  }

  private HttpResponse<String> type(URI url, String email) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("id", url.getQuery().substring("id=".length()));
    form.put("email", email);
    return browser.post(app.uri("/connect/login"), form);
  }

  /** Google as the catalog knows it, but reached here. */
  private URI choiceWithGoogle() {
    add("google", "Google", "/connected");
    return urlOf(app.hostedAuth().requestAny("birch", "google").loginHint("nobody@example.com"));
  }

  @Test
  void marks_areTheCatalogs_orInitials() {
    assertThat(new TestBrowser().get(choiceWithGoogle()).body())
        .contains("fill=\"#2a62b8\"", ">G</text></svg>Google</button>")
        .contains(">BC</text></svg>Birch &amp; Co</button>");
  }

  @Test
  void emailOfAProviderOnOffer_goesThereWithTheAddress() {
    HttpResponse<String> answer = type(choiceWithGoogle(), " ada@gmail.com ");
    assertThat(answer.statusCode()).isEqualTo(303);
    URI location = URI.create(answer.headers().firstValue("Location").orElseThrow());
    assertThat(TestApp.query(location)).containsEntry("login_hint", List.of("ada@gmail.com"));
  }

  @ParameterizedTest
  @CsvSource({
    "ada@outlook.com, belongs to Microsoft",
    "ada@corp.example, We could not tell which service ada@corp.example",
    "'\"><b>@x', Please enter an email address",
    "ada, Please enter an email address"
  })
  void emailThatLeadsNowhere_isSaidOnThePage_andSpendsNothing(String email, String problem) {
    URI url = choiceWithGoogle();
    HttpResponse<String> page = type(url, email);
    assertPicker(page, 400);
    assertThat(page.body())
        .contains(problem)
        .contains("aria-describedby=\"grantlet-problem\"")
        .doesNotContain("<b>");
    assertUnspent(url);
  }

  @Test
  void emailTypedOnAnotherSite_spendsNothing() {
    URI url = choiceWithGoogle();
    browser.header("Sec-Fetch-Site", "cross-site");
    assertPicker(type(url, "ada@gmail.com"), 200);
    assertUnspent(url);
  }

  @Test
  void noneLeft_isToldToTheApplication_butNotByALookAtTheLink() {
    URI url = choice();
    app.hostedAuth().integrations().delete("acme");
    app.hostedAuth().integrations().delete("birch");

    TestBrowser preview = new TestBrowser().header("Sec-Purpose", "prefetch");
    assertThat(preview.get(url).statusCode()).isEqualTo(503);
    TestBrowser image = new TestBrowser().header("Sec-Fetch-Dest", "image");
    assertThat(image.get(url).statusCode()).isEqualTo(404);
    assertThat(TestApp.json(browser.open(url).body()))
        .containsEntry("success", false)
        .containsEntry("error", "integration.not_found")
        .containsEntry("provider", null)
        .containsEntry("state", "s");
    assertThat(new TestBrowser().get(url).statusCode()).isEqualTo(410);
  }

  @Test
  void listOfOne_leavesNothingToChoose() {
    URI url = urlOf(app.hostedAuth().requestAny("birch"));
    HttpResponse<String> page = browser.get(url);
    assertThat(HtmlForm.first(page.body()).fields()).containsOnlyKeys("id");
    assertThat(page.body()).contains("Connect your Birch &amp; Co account");
  }

  @Test
  void requests_thatCannotBeMet_areRefused() {
    assertRefused(
        app.hostedAuth().requestAny(), ErrorCode.REDIRECT_URI_NOT_ALLOWED, "integration elsewhere");
    assertRefused(
        app.hostedAuth().requestAny("acme", "nobody"), ErrorCode.INTEGRATION_NOT_FOUND, "'nobody'");
    assertRefused(
        app.hostedAuth().requestAny("acme", "acme"), ErrorCode.INVALID_FIELD, "provider must not");
    assertRefused(
        app.hostedAuth().requestAny("acme", "birch").grantId("x"),
        ErrorCode.INVALID_FIELD,
        "grant_id is a grant of one provider");
  }

  private static void assertRefused(HostedAuth.Request request, ErrorCode code, String message) {
    assertThatThrownBy(() -> request.redirectUri("/connected").create())
        .isInstanceOfSatisfying(GrantletException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }
}
