package org.grantlet.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.grantlet.GrantQuery;
import org.grantlet.Grants;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.spring.BootApp;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Spring Security in front of the filter, as an application gets it that configures nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityTest {
  private static final String BASIC = "Basic YXBwOnNlY3JldC1vZi10aGUtYXBw";

  private final TestProvider provider = TestProvider.start();
  private final TestBrowser browser = new TestBrowser();
  private BootApp app;

  /** Tomcat; a subclass has Jetty. */
  boolean isOnJetty() {
    return false;
  }

  @BeforeAll
  void start() {
    app =
        BootApp.of(SecuredApp.class, provider)
            .onJetty(isOnJetty())
            .without(BootApp.DATABASE)
            .without(BootApp.REDIS)
            .with("grantlet.integration.acme.response-mode", "form_post")
            .start();
  }

  @AfterAll
  void stop() {
    app.close();
    provider.close();
  }

  private void signIn(String user) {
    browser.forget();
    HttpResponse<String> page =
        browser.submit(browser.open(app.url("/login")), Map.of("username", user, "password", user));
    assertThat(page.uri().getPath()).isNotEqualTo("/login");
  }

  private HttpResponse<String> get(String path) {
    return browser.get(URI.create(app.url(path)));
  }

  @Test
  void server_isTheOneThatThisTestIsFor() {
    assertThat(app.startLog()).contains((isOnJetty() ? "Jetty" : "Tomcat") + " started on port");
  }

  @Test
  void start_doesNotAskForWhatTheStarterDoes() {
    assertThat(app.startLog()).contains("Grantlet ").doesNotContain("Spring Security is here");
  }

  /** The provider answers by a POST from its own page, which no token of ours comes with. */
  @Test
  void userOfSpringSecurity_connectsAnAccount_byFormPost() {
    signIn("ada");
    HttpResponse<String> atProvider = browser.open(app.url("/begin"));
    assertThat(atProvider.uri().toString()).startsWith(provider.issuer());
    assertThat(browser.submit(atProvider, Map.of()).body()).isEqualTo("ada: ada");
    Grants grants = app.bean(Grants.class);
    assertThat(grants.list(GrantQuery.builder().accountId("ada").build())).hasSize(1);
  }

  @Test
  void callbackOfAnotherUser_isRefused() {
    signIn("ada");
    HttpResponse<String> atProvider = browser.open(app.url("/begin"));
    Map<String, String> before = browser.cookies(URI.create(app.url("/connect/callback/acme")));
    assertThat(before).isNotEmpty();
    browser.submit(browser.open(app.url("/logout")), Map.of());
    browser.submit(
        browser.open(app.url("/login")), Map.of("username", "grace", "password", "grace"));
    assertThat(browser.submit(atProvider, Map.of()).statusCode()).isEqualTo(403);
    assertThat(app.bean(Grants.class).list(GrantQuery.builder().accountId("grace").build()))
        .isEmpty();
  }

  @Test
  void buttonOfTheConfirmationPage_works_signedInOrNot() {
    HostedAuth hostedAuth = app.bean(HostedAuth.class);
    browser.forget();
    String url = hostedAuth.request("acme").redirectUri("/connected").create().url();
    HttpResponse<String> next = browser.submit(browser.open(url), Map.of());
    assertThat(next.uri().toString()).startsWith(provider.issuer());

    signIn("ada");
    url = hostedAuth.request("acme").redirectUri("/connected").create().url();
    next = browser.submit(browser.open(url), Map.of());
    assertThat(next.uri().toString()).startsWith(provider.issuer());
  }

  @Test
  void api_takesItsOwnCredentials_andNoneOfTheApplication() {
    browser.forget();
    assertThat(get("/connect/grants").statusCode()).isEqualTo(401);
    assertThat(get("/connect/grants").body()).contains("\"success\":false");
    TestBrowser ada = new TestBrowser().header("Authorization", "Basic YWRhOmFkYQ==");
    assertThat(ada.get(URI.create(app.url("/connect/grants"))).statusCode()).isEqualTo(401);
    assertThat(ada.get(URI.create(app.url("/connectx"))).body()).isEqualTo("own page");

    TestBrowser program = new TestBrowser().header("Authorization", BASIC);
    HttpResponse<String> grants = program.get(URI.create(app.url("/connect/grants")));
    assertThat(grants.statusCode()).isEqualTo(200);
    assertThat(grants.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(program.get(URI.create(app.url("/connectx"))).statusCode()).isEqualTo(401);
  }

  @Test
  void pathsOfTheApplication_stayProtected() {
    browser.forget();
    for (String path :
        List.of(
            "/connectx",
            "/connect-account",
            "/connected",
            "/connected?success=true&grant_id=1",
            "/v3/connect/grants",
            "/x/connect/login",
            "/begin")) {
      assertThat(get(path).statusCode()).as(path).isIn(302, 401, 400);
      assertThat(get(path).body()).as(path).doesNotContain("own page", "ada: ");
    }
    for (String path :
        List.of(
            "/connect/../connectx",
            "/connect/..;/connectx",
            "/connect;/../connectx",
            "/connect/%2e%2e/connectx",
            "/connect/..%2fconnectx",
            "//connectx",
            "/connect//../connectx",
            "/CONNECTX")) {
      assertThat(get(path).body()).as(path).doesNotContain("own page");
    }
    signIn("ada");
    assertThat(get("/connectx").body()).isEqualTo("own page");
    for (String path : List.of("/connectx", "/connect-account", "/v3/connect/grants")) {
      assertThat(browser.post(URI.create(app.url(path)), Map.of()).statusCode())
          .as("%s, without the token against forgery", path)
          .isEqualTo(403);
    }
  }

  /** A saved request would be where the next sign-in ends. */
  @Test
  void pagesOfTheFilter_leaveNoSession() {
    browser.forget();
    assertThat(get("/connect/login?id=unknown").statusCode()).isEqualTo(410);
    assertThat(get("/connect/nothing").statusCode()).isEqualTo(401);
    assertThat(browser.cookies(URI.create(app.url("/")))).doesNotContainKey("JSESSIONID");
  }
}
