package org.grantlet.internal.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantSpec;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which account a grant is of: provider, issuer, subject and account id. */
class AccountIdentityTest {
  private final GrantsFixture node = new GrantsFixture();
  private final TestProvider elsewhere = TestProvider.start().clock(node.clock);

  @AfterEach
  void stop() {
    node.close();
    elsewhere.close();
  }

  private static Map<String, String> settings(TestProvider at, boolean openId) {
    return openId ? at.openIdSettings() : at.oauthSettings();
  }

  private void integrate(TestProvider at, boolean openId) {
    node.grantlet.integrations().delete("test");
    node.grantlet.integrations().create("test", GrantsFixture.spec(settings(at, openId)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void integrationMadeAnew_atAnotherIssuer_takesNoGrantOver(boolean openId) {
    integrate(node.provider, openId);
    Grant before = node.connect("account-1");
    integrate(elsewhere, openId);
    Grant other = node.connect(elsewhere, "account-1");
    assertThat(other.id()).isNotEqualTo(before.id());
    assertThat(other.providerUserId()).isEqualTo(before.providerUserId());
    GrantsFixture.assertFails(
        () -> node.reauthenticate(before, elsewhere), ErrorCode.REAUTH_EMAIL_INVALID);
    assertThat(node.grants().get(before.id())).isEqualTo(before);

    integrate(node.provider, openId);
    assertThat(node.connect("account-1").id()).isEqualTo(before.id());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void patchedIssuer_takesNoGrantOver(boolean openId) {
    integrate(node.provider, openId);
    Grant before = node.connect("account-1");
    node.grantlet.integrations().update("test", GrantsFixture.spec(settings(elsewhere, openId)));
    GrantsFixture.assertFails(
        () -> node.reauthenticate(before, elsewhere), ErrorCode.REAUTH_EMAIL_INVALID);
    assertThat(node.connect(elsewhere, "account-1").id()).isNotEqualTo(before.id());
  }

  @Test
  void overriddenEndpointsOfTheCatalog_areAnotherPlace() {
    Map<String, String> box = node.provider.oauthSettings();
    node.provider.userinfo().set("id", "4711");
    elsewhere.userinfo().set("id", "4711");
    node.grantlet.integrations().create("box", GrantsFixture.spec(box));
    Grant before = node.grants().create("box", spec(node.provider));
    node.grantlet.integrations().update("box", GrantsFixture.spec(elsewhere.oauthSettings()));
    assertThat(node.grants().create("box", spec(elsewhere)).id()).isNotEqualTo(before.id());
  }

  private static GrantSpec spec(TestProvider at) {
    return new GrantSpec(
        Map.of("refresh_token", at.issueRefreshToken(GrantsFixture.SCOPE)), null, null, null, null);
  }

  @Test
  void providerWithoutIdentity_makesANewGrantEachTime_andReauthenticatesItsOwn() {
    integrate(node.provider.withoutIdentity(), false);
    Grant first = node.connect("account-1");
    assertThat(node.connect("account-1").id()).isNotEqualTo(first.id());
    assertThat(node.reauthenticate(first, node.provider).id()).isEqualTo(first.id());
  }

  @Test
  void accountWithoutIdentity_isNotThatOfAGrantWithOne() {
    integrate(node.provider, false);
    Grant known = node.connect("account-1");
    node.grantlet
        .integrations()
        .update("test", IntegrationSpec.builder().setting("userinfo_endpoint", null).build());
    GrantsFixture.assertFails(
        () -> node.reauthenticate(known, node.provider), ErrorCode.REAUTH_EMAIL_INVALID);
  }

  @Test
  void emailAddress_identifiesNobody() {
    Grant ada = node.connect("account-1");
    node.provider.user(new TestUser("another-subject", TestUser.ADA.email(), "Ada Too"));
    Grant other = node.connect("account-1");
    assertThat(other.email()).isEqualTo(ada.email());
    assertThat(other.id()).isNotEqualTo(ada.id());
    GrantsFixture.assertFails(
        () -> node.reauthenticate(ada, node.provider), ErrorCode.REAUTH_EMAIL_INVALID);
  }
}
