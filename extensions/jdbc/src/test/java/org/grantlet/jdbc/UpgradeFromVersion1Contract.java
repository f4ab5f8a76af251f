package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds, besides, of grants of version 1, which knew no issuers. */
abstract class UpgradeFromVersion1Contract extends UpgradeContract {
  private void assertRefused(Grant grant, TestProvider at) {
    assertThatThrownBy(() -> reauthenticate(grant, at))
        .isInstanceOfSatisfying(
            GrantletException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.REAUTH_EMAIL_INVALID));
    assertThat(grantlet.grants().get(grant.id())).isEqualTo(grant);
  }

  /** The same settings, as another provider has them. */
  private static IntegrationSpec spec(Map<String, String> settings) {
    IntegrationSpec.Builder spec =
        IntegrationSpec.builder()
            .scope(settings.containsKey("issuer") ? SCOPE.split(" ") : new String[] {"email"})
            .redirectUris("https://app.example.com/connected");
    settings.forEach(spec::setting);
    return spec.build();
  }

  private static Map<String, String> settings(String integration, TestProvider at) {
    return List.of("by-endpoints", "box").contains(integration)
        ? at.oauthSettings()
        : at.openIdSettings();
  }

  @Test
  void verificationOfEmails_isUnknown() {
    assertThat(grant("by-issuer").emailVerified()).as("nobody said").isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"by-issuer", "by-endpoints", "google", "box"})
  void changedIntegration_takesNoGrantOver(String integration) {
    Grant before = grant(integration);
    grantlet.integrations().update(integration, spec(settings(integration, elsewhere)));
    assertRefused(before, elsewhere);
    Grant other = connect(integration, elsewhere);
    assertThat(other.id()).isNotEqualTo(before.id());
    assertThat(other.providerUserId()).isEqualTo(before.providerUserId());

    grantlet.integrations().update(integration, spec(settings(integration, provider)));
    assertThat(connect(integration, provider).id()).as("back again").isEqualTo(before.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"by-issuer", "by-endpoints", "google", "box"})
  void integrationMadeAnew_takesOverWhatIsOfItsIssuer(String integration) {
    Grant before = grant(integration);
    grantlet.integrations().delete(integration);
    grantlet.integrations().create(integration, spec(settings(integration, elsewhere)));
    assertRefused(before, elsewhere);
    assertThat(connect(integration, elsewhere).id()).isNotEqualTo(before.id());

    grantlet.integrations().delete(integration);
    grantlet.integrations().create(integration, spec(settings(integration, provider)));
    assertThat(connect(integration, provider).id()).isEqualTo(before.id());
  }

  @Test
  void grantWhoseIssuerNobodyKnows_isTakenOverByNobody() {
    Grant before = grant("deleted");
    grantlet.integrations().create("deleted", spec(provider.openIdSettings()));
    assertRefused(before, provider);
    assertThat(connect("deleted", provider).id()).isNotEqualTo(before.id());
  }
}
