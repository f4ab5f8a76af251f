package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantSpec;
import org.grantlet.GrantletException;
import org.grantlet.testing.Rotation;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a user has after several logins. */
class AccountsOfAUserTest {
  private final TestApp app = TestApp.start();

  @AfterEach
  void stop() {
    app.close();
  }

  private static Grant succeeded(TestApp app, HttpResponse<String> page) {
    Map<String, Object> seen = TestApp.json(page.body());
    assertThat(seen).containsEntry("success", true);
    return app.hostedAuth().grants().get(String.valueOf(seen.get("grant_id")));
  }

  /** Ada of the application connects an account. */
  private Grant connect(TestUser account) {
    app.provider.user(account);
    return succeeded(app, new TestBrowser().header("X-User", "ada").open(app.uri("/begin")));
  }

  private List<Grant> grants() {
    return app.hostedAuth().grants().list(GrantQuery.builder().accountId("ada").build());
  }

  private String token(Grant grant) {
    return app.hostedAuth().accessToken(grant.id()).value();
  }

  /** Google sends a refresh token with the first consent only, unless it is asked otherwise. */
  @Test
  void secondLogin_withoutARefreshToken_keepsTheFirstOne() {
    app.provider.rotation(Rotation.OFF);
    Grant first = connect(TestUser.ADA);
    app.provider.token().remove("refresh_token");
    Grant second = connect(TestUser.ADA);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.refreshable()).isTrue();

    String before = token(second);
    app.hostedAuth().grants().refresh(second.id());
    assertThat(token(second)).isNotEqualTo(before);
    assertThat(app.provider.accepts(token(second))).isTrue();
  }

  @Test
  void twoAccountsOfOneUser_areTwoGrants_eachWithItsOwnTokens() {
    Grant one = connect(TestUser.ADA);
    Grant other = connect(TestUser.GRACE);
    assertThat(grants())
        .extracting(Grant::email)
        .containsExactlyInAnyOrder(TestUser.ADA.email(), TestUser.GRACE.email());
    assertThat(token(one)).isNotEqualTo(token(other));

    app.hostedAuth().grants().delete(one.id());
    assertThat(app.provider.accepts(token(other))).isTrue();
    assertThat(grants()).extracting(Grant::id).containsExactly(other.id());
  }

  @Test
  void moreScopesLater_areAddedToTheSameGrant() {
    app.provider.user(TestUser.ADA);
    String url =
        app.hostedAuth()
            .request("acme")
            .redirectUri("/connected")
            .scope("openid", "email")
            .accountId("ada")
            .create()
            .url();
    TestBrowser browser = new TestBrowser().header("Sec-Fetch-Site", "same-origin");
    Grant small = succeeded(app, browser.open(url));
    assertThat(small.scope()).containsExactlyInAnyOrder("openid", "email");

    String more =
        app.hostedAuth()
            .request("acme")
            .redirectUri("/connected")
            .scope("openid", "email", "calendar")
            .grantId(small.id())
            .create()
            .url();
    Grant large = succeeded(app, browser.open(more));
    assertThat(large.id()).isEqualTo(small.id());
    assertThat(large.scope()).containsExactlyInAnyOrder("openid", "email", "calendar");
    assertThat(grants()).hasSize(1);
  }

  /** There are no grants of keys: a key is neither taken for a refresh token nor stored. */
  @Test
  void apiKey_makesNoGrant() {
    assertThatThrownBy(
            () ->
                app.hostedAuth()
                    .grants()
                    .create(
                        "acme",
                        new GrantSpec(Map.of("api_key", "k-1234567890"), null, null, null, "ada")))
        .isInstanceOfSatisfying(
            GrantletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD))
        .hasMessage("settings.refresh_token is required")
        .hasMessageNotContaining("k-1234567890");
    assertThat(grants()).isEmpty();
  }
}
