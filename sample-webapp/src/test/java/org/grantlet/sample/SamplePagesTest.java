package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.IntegrationSpec;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample's pages and actions, with browsers that say what real ones would not. */
class SamplePagesTest {
  private static SampleServer sample;
  private static HostedAuth hostedAuth;

  private final TestBrowser ada = new TestBrowser();
  private final TestBrowser grace = new TestBrowser();

  @BeforeAll
  static void start() throws IOException {
    sample = SampleServer.start(0, true);
    hostedAuth = sample.hostedAuth();
  }

  @AfterAll
  static void stop() {
    sample.close();
  }

  @BeforeEach
  void signIn() {
    ada.post(at("/sign-in"), Map.of("user", "ada"));
    grace.post(at("/sign-in"), Map.of("user", "grace"));
  }

  @AfterEach
  void disconnectAll() {
    for (Grant grant : hostedAuth.grants().list(GrantQuery.builder().build())) {
      hostedAuth.grants().delete(grant.id());
    }
  }

  private static URI at(String path) {
    return URI.create(sample.url() + path);
  }

  /** The page on which the provider asks. */
  private HttpResponse<String> consent(String provider) {
    HttpResponse<String> login = ada.submit(at("/accounts/connect"), Map.of("provider", provider));
    return ada.submit(login, Map.of("email", "ada@example.org"));
  }

  private Grant connect(String provider) {
    HttpResponse<String> page = ada.submit(consent(provider), Map.of("decision", "allow"));
    assertThat(page.body()).contains("Account connected");
    return adasGrants().get(0);
  }

  private static List<Grant> adasGrants() {
    return hostedAuth.grants().list(GrantQuery.builder().accountId("ada").build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en-GB,en;q=0.9|en|Your week, in one place",
        "de-AT|de|Ihre Woche auf einen Blick",
        "xx, fr-CA;q=0.8, en;q=0.5|fr|Votre semaine en un coup d’œil",
        "es-419|es|Su semana, en un solo lugar",
        "ja|ja|一週間をひと目で",
        "xx|en|Your week, in one place",
        "*|en|Your week, in one place",
        "%%%|en|Your week, in one place"
      })
  void pages_areInTheLanguageOfTheBrowser(String accepted, String language, String title) {
    HttpResponse<String> page = new TestBrowser().header("Accept-Language", accepted).get(at("/"));
    assertThat(page.body()).contains("<html lang=\"" + language + "\">").contains(title);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/plain", "/connected", "/nowhere", "/accounts/x/calendar", "/error"})
  void everyPage_hasSecurityHeadersAndNoScript(String path) {
    HttpResponse<String> page = ada.get(at(path));
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.body())
        .contains("Sign out")
        .doesNotContainPattern("<script|\\son[a-z]+=|\\sstyle=");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void form_fromAnotherSite_doesNothing(String header, String value) {
    Grant grant = connect("demo");
    ada.header(header, value);
    HttpResponse<String> page = ada.post(at("/accounts/" + grant.id() + "/disconnect"), Map.of());
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("This came from another site");
    assertThat(adasGrants()).hasSize(1);
  }

  @Test
  void signIn_endsTheSessionIdFromBefore() {
    String planted = ada.cookies(at("/")).get(Application.SESSION_COOKIE);
    assertThat(planted).isNotEmpty();
    ada.post(at("/sign-in"), Map.of("user", "ada"));
    assertThat(ada.cookies(at("/")).get(Application.SESSION_COOKIE)).isNotEqualTo(planted);
    assertThat(
            new TestBrowser()
                .header("Cookie", Application.SESSION_COOKIE + "=" + planted)
                .get(at("/"))
                .body())
        .contains("Sign in as Ada");
  }

  @Test
  void withoutSignIn_anAction_offersToSignIn() {
    HttpResponse<String> page =
        new TestBrowser().post(at("/accounts/connect"), Map.of("provider", "demo"));
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("Sign in first").contains("Sign in as Ada");
  }

  @Test
  void otherUser_doesNothingWithAGrant() {
    String account = "/accounts/" + connect("demo").id();
    for (String page : new String[] {"/disconnect", "/calendar"}) {
      assertThat(grace.get(at(account + page)).statusCode()).as(page).isEqualTo(404);
    }
    assertThat(grace.post(at(account + "/reconnect"), Map.of()).statusCode()).isEqualTo(404);
    assertThat(grace.submit(at(account + "/disconnect"), Map.of()).body())
        .doesNotContain("Disconnected");
    assertThat(adasGrants()).hasSize(1);
  }

  @Test
  void whoSignsInNext_learnsNothingOfTheUserBefore() {
    ada.post(at("/accounts/" + connect("demo").id() + "/disconnect"), Map.of());
    assertThat(ada.submit(at("/sign-in"), Map.of("user", "grace")).body())
        .contains("Grace")
        .doesNotContain("ada@example.org");
  }

  @Test
  void disconnect_pressedTwice_saysOnceWhatItDid() {
    URI disconnect = at("/accounts/" + connect("demo").id() + "/disconnect");
    assertThat(ada.get(disconnect).body()).contains("Disconnect ada@example.org?");
    assertThat(adasGrants()).as("it only asks").hasSize(1);
    assertThat(ada.post(disconnect, Map.of()).statusCode()).isEqualTo(303);
    HttpResponse<String> page = ada.submit(disconnect, Map.of());
    assertThat(page.body())
        .contains("Disconnected ada@example.org, and Demo Identity ended its access.");
    assertThat(ada.get(at("/")).body()).doesNotContain("Disconnected");
  }

  @Test
  void disconnect_whereTheTokensCannotBeRevoked_saysSo() {
    hostedAuth.integrations().put("demo2", demo("Demo again"));
    URI disconnect = at("/accounts/" + connect("demo2").id() + "/disconnect");
    hostedAuth.integrations().delete("demo2");
    assertThat(ada.submit(disconnect, Map.of()).body())
        .contains(
            "We could not end its access at demo2. You can end it in your account’s settings");
  }

  private static IntegrationSpec demo(String name) {
    return IntegrationSpec.builder()
        .name(name)
        .clientId(SampleConfiguration.DEMO_CLIENT_ID)
        .clientSecret(SampleConfiguration.DEMO_CLIENT_SECRET)
        .scope("openid", "email")
        .redirectUris(sample.url() + "/connected")
        .setting("issuer", "http://127.0.0.1:" + at("/").getPort() + "/demo-provider")
        .build();
  }

  @Test
  void failureOfALogin_isSaidInWordsAboveItsCode() {
    hostedAuth.integrations().put("demo2", demo("Demo again"));
    HttpResponse<String> consent = consent("demo2");
    hostedAuth.integrations().delete("demo2");
    assertThat(ada.submit(consent, Map.of("decision", "allow")).body())
        .containsSubsequence("can no longer be connected", "<code>integration.not_found</code>");
  }

  @Test
  void connect_toAProviderThatIsNotThere_isSaidInWords() {
    HttpResponse<String> page = ada.post(at("/accounts/connect"), Map.of("provider", "gone"));
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body())
        .contains("can no longer be connected")
        .contains("<code>integration.not_found</code>");
  }

  @Test
  void result_ofARequestWithForgedParameters_isNotShown() {
    HttpResponse<String> page = ada.get(at("/connected?success=true&grant_id=x&provider=demo"));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).doesNotContain("Account connected");
  }

  @Test
  void severalProviders_canBeChosenFrom() {
    hostedAuth.integrations().put("demo2", demo("Demo again"));
    assertThat(ada.get(at("/")).body())
        .contains("Connect Demo Identity")
        .contains("Connect Demo again")
        .contains("Connect another account…");
    assertThat(ada.submit(at("/accounts/connect"), Map.of("provider", "*")).body())
        .contains("Demo again");
    hostedAuth.integrations().delete("demo2");
  }
}
