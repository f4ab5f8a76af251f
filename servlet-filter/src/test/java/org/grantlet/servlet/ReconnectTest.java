package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.grantlet.Integrations;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.RecordedRequest;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A grant is authenticated again, and gets more scopes, with what is known of it. */
class ReconnectTest {
  private static final String WHY = "ended this connection";

  private final TestApp app = TestApp.start();
  private Grant grant;

  @BeforeEach
  void connect() {
    Map<String, Object> seen = TestApp.json(as("ada").open(app.uri("/start")).body());
    grant = app.hostedAuth().grants().get(String.valueOf(seen.get("grant_id")));
    app.provider.forgetRequests();
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private static TestBrowser as(String user) {
    return new TestBrowser().header("X-User", user);
  }

  private Grant now() {
    return app.hostedAuth().grants().get(grant.id());
  }

  private void end() {
    app.provider.revokeAll();
    assertThatThrownBy(() -> app.hostedAuth().grants().refresh(grant.id()))
        .isInstanceOf(GrantletException.class);
    assertThat(now().status()).isEqualTo(GrantStatus.INVALID);
  }

  private URI link() {
    return URI.create(app.hostedAuth().reconnect(grant.id()).create().url());
  }

  private String asked(String parameter) {
    List<RecordedRequest> requests = app.provider.requests(Endpoint.AUTHORIZATION);
    return requests.get(requests.size() - 1).parameter(parameter);
  }

  @Test
  void page_tellsTheOwnerWhy_andNobodyElse() {
    end();
    URI link = link();
    assertThat(new TestBrowser().get(link).body()).doesNotContain(WHY).contains("<button");
    assertThat(as("eve").get(link).body()).doesNotContain(WHY).contains("<button");
    TestBrowser ada = as("ada").header("Sec-Fetch-Site", "same-origin");
    HttpResponse<String> page = ada.get(link);
    assertThat(page.body()).contains("Reconnect your acme account", WHY, "gave no reason");

    Map<String, Object> seen = TestApp.json(ada.submit(page, Map.of()).body());
    assertThat(seen).containsEntry("success", true).containsEntry("grant_id", grant.id());
    assertThat(now().status()).isEqualTo(GrantStatus.VALID);
    assertThat(now().reason()).isNull();
    assertThat(now().accountId()).isEqualTo("ada");
    assertThat(asked("login_hint")).isEqualTo(grant.email());
    assertThat(asked("scope").split(" ")).containsExactlyInAnyOrder("openid", "email", "calendar");
  }

  /** An application that lets a user name any grant tells that user nothing of it. */
  @Test
  void page_ofAnotherUsersLogin_doesNotSayWhy() {
    end();
    for (String path : List.of("/start?grant=", "/begin?grant=")) {
      for (TestBrowser other : List.of(as("eve"), new TestBrowser())) {
        HttpResponse<String> sent = other.get(app.uri(path + grant.id()));
        URI next = URI.create(sent.headers().firstValue("Location").orElseThrow());
        assertThat(other.get(next).body()).doesNotContain(WHY);
      }
    }
    TestBrowser ada = as("ada");
    HttpResponse<String> sent = ada.get(app.uri("/start?grant=" + grant.id()));
    assertThat(ada.follow(sent).body()).contains(WHY);
  }

  @Test
  void page_ofAGrantThatWorks_saysNothingOfAnEnd() {
    assertThat(as("ada").get(link()).body()).contains("<button").doesNotContain(WHY);
  }

  @Test
  void reconnect_afterTheIntegrationWasMadeAgain_revivesTheSameGrant() {
    Integrations integrations = app.hostedAuth().integrations();
    integrations.delete("acme");
    IntegrationSpec.Builder spec =
        IntegrationSpec.builder().scope("openid").redirectUris(app.uri("/connected").toString());
    app.provider.openIdSettings().forEach(spec::setting);
    integrations.create("acme", spec.build());
    assertThatThrownBy(() -> app.hostedAuth().grants().refresh(grant.id()))
        .hasMessageContaining("was deleted");
    assertThat(follow(link())).containsEntry("grant_id", grant.id());
    app.hostedAuth().grants().refresh(grant.id());
    assertThat(now().lastRefreshError()).isNull();
  }

  @Test
  void reconnect_ofAnUnknownGrant_isAnError() {
    assertThatThrownBy(() -> app.hostedAuth().reconnect("none"))
        .isInstanceOfSatisfying(
            GrantletException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.GRANT_NOT_FOUND));
  }

  private URI wider() {
    return URI.create(
        app.hostedAuth()
            .request("acme")
            .grantId(grant.id())
            .addScope("contacts", "email")
            .redirectUri("/connected")
            .create()
            .url());
  }

  private Map<String, Object> follow(URI link) {
    return TestApp.json(as("ada").header("Sec-Fetch-Site", "same-origin").open(link).body());
  }

  @Test
  void addScope_asksForOldAndNewTogether_andKeepsTheGrant() {
    assertThat(follow(wider())).containsEntry("grant_id", grant.id());
    assertThat(asked("scope").split(" "))
        .containsExactlyInAnyOrder("openid", "email", "calendar", "contacts");
    assertThat(now().scope()).containsExactlyInAnyOrder("openid", "email", "calendar", "contacts");
  }

  @Test
  void addScope_thatTheUserRefuses_leavesTheGrantAsItWas() {
    final String token = app.hostedAuth().accessToken(grant.id()).value();
    app.provider.authorization().error("access_denied", "No");
    assertThat(follow(wider())).containsEntry("success", false);
    assertThat(now()).isEqualTo(grant);
    assertThat(app.hostedAuth().accessToken(grant.id()).value()).isEqualTo(token);
    assertThat(app.provider.accepts(token)).isTrue();
    app.hostedAuth().grants().refresh(grant.id());
    assertThat(now().scope()).isEqualTo(grant.scope());
  }

  @Test
  void addScope_needsAGrant_andNoOtherScope() {
    HostedAuth.Request alone =
        app.hostedAuth().request("acme").addScope("x").redirectUri("/connected");
    assertThatThrownBy(alone::create)
        .hasMessageContaining("add_scope")
        .hasMessageContaining("grant_id");
    assertThatThrownBy(alone.grantId(grant.id()).scope("openid")::create)
        .hasMessageContaining("leave scope out");
  }
}
