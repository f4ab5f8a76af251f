package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.HtmlForm;
import org.grantlet.testing.KeycloakServer;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole flow with a real Keycloak behind it; runs in the Maven profile {@code keycloak}. */
class KeycloakFlowIT {
  private static KeycloakServer keycloak;

  private final TestBrowser browser = new TestBrowser();
  private TestApp app;

  @BeforeAll
  static void startKeycloak() throws InterruptedException {
    keycloak = KeycloakServer.start(Path.of(System.getProperty("keycloak.home")));
  }

  @AfterAll
  static void stopKeycloak() {
    keycloak.close();
  }

  @BeforeEach
  void start() {
    IntegrationSpec integration =
        IntegrationSpec.builder()
            .issuer(keycloak.issuer())
            .clientId(KeycloakServer.CLIENT_ID)
            .clientSecret(KeycloakServer.CLIENT_SECRET)
            .scope("openid", "email")
            .redirectUris("/connected")
            .build();
    app =
        TestApp.start(
            filter ->
                filter
                    .property("grantlet.provider-timeout", "60") // it answers slowly at first
                    .integration("keycloak", integration));
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void discovery_promisesTheIssuerInTheResponse() {
    assertThat(browser.open(keycloak.issuer() + "/.well-known/openid-configuration").body())
        .contains("\"issuer\":\"" + keycloak.issuer() + "\"")
        .contains("\"authorization_response_iss_parameter_supported\":true");
  }

  @Test
  void flow_endsWithAGrantThatWorks() {
    URI callback = signIn();
    assertThat(callback).hasParameter("iss", keycloak.issuer());

    Map<String, Object> seen = TestApp.json(browser.open(callback).body());
    assertThat(seen)
        .containsEntry("success", true)
        .containsEntry("provider", "keycloak")
        .containsEntry("email", "ada@example.com")
        .containsEntry("error", null);
    Grant grant = grants().get(String.valueOf(seen.get("grant_id")));
    assertThat(grant.status()).isEqualTo(GrantStatus.VALID);
    assertThat(grant.scope()).contains("openid", "email");
    assertThat(userinfo(accessToken(grant)).body()).contains("\"ada@example.com\"");
    assertThat(app.events).containsExactly("grant.created");
  }

  @Test
  void flow_again_updatesTheGrantWithoutAskingForThePassword() {
    Grant first = connect();
    HttpResponse<String> page = browser.follow(browser.get(loginUrl()));

    assertThat(TestApp.json(page.body())).containsEntry("grant_id", first.id());
    assertThat(app.events).containsExactly("grant.created", "grant.updated");
  }

  /** Keycloak takes each refresh token once, so the second refresh needs the rotated one. */
  @Test
  void refresh_keepsTheRotatedToken() {
    Grant grant = connect();
    String before = accessToken(grant);
    grants().refresh(grant.id());
    String once = accessToken(grant);
    grants().refresh(grant.id());
    String twice = accessToken(grant);

    assertThat(List.of(before, once, twice)).doesNotHaveDuplicates();
    assertThat(userinfo(twice).statusCode()).isEqualTo(200);
  }

  @Test
  void delete_revokesTheTokens() {
    Grant grant = connect();
    String token = accessToken(grant);
    assertThat(userinfo(token).statusCode()).isEqualTo(200);
    grants().delete(grant.id());

    assertThat(userinfo(token).statusCode()).isEqualTo(401);
    assertThatThrownBy(() -> grants().get(grant.id())).isInstanceOf(GrantletException.class);
  }

  @Test
  void callback_namingAnotherIssuer_makesNoGrant() {
    String answer = signIn().toString();
    String iss = "&iss=";
    int start = answer.indexOf(iss) + iss.length();
    int end = answer.indexOf('&', start);
    String forged = answer.substring(0, start) + "https://evil.example" + answer.substring(end);

    assertThat(TestApp.json(browser.open(forged).body()))
        .containsEntry("success", false)
        .containsEntry("error", "token.exchange_failed");
    assertThat(grants().list(GrantQuery.builder().build())).isEmpty();
  }

  private Grants grants() {
    return app.hostedAuth().grants();
  }

  private URI loginUrl() {
    browser.header("Sec-Fetch-Site", "same-origin");
    return URI.create(
        app.hostedAuth().request("keycloak").redirectUri("/connected").create().url());
  }

  /** From the login URL over Keycloak's own page to its answer, which is not yet delivered. */
  private URI signIn() {
    HttpResponse<String> page = browser.open(loginUrl());
    HtmlForm form = HtmlForm.first(page.body());
    HttpResponse<String> answer =
        browser.post(
            URI.create(form.action()),
            Map.of("username", KeycloakServer.USERNAME, "password", KeycloakServer.PASSWORD));
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  private Grant connect() {
    Map<String, Object> seen = TestApp.json(browser.open(signIn()).body());
    return grants().get(String.valueOf(seen.get("grant_id")));
  }

  private String accessToken(Grant grant) {
    return grants().accessToken(grant.id()).value();
  }

  private HttpResponse<String> userinfo(String accessToken) {
    return new TestBrowser()
        .header("Authorization", "Bearer " + accessToken)
        .open(keycloak.issuer() + "/protocol/openid-connect/userinfo");
  }
}
