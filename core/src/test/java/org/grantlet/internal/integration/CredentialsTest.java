package org.grantlet.internal.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.grantlet.Grantlet;
import org.grantlet.Integration;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.internal.engine.Engine;
import org.grantlet.provider.ClientCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The decrypted credentials of an integration, which are kept as long as it stays as it is. */
class CredentialsTest {
  private final Grantlet grantlet =
      Grantlet.builder().baseUrl("https://app.example.com").customProviders(true).build();
  private final IntegrationService service = Engine.of(grantlet).integrations();

  @AfterEach
  void close() throws Exception {
    grantlet.close();
  }

  @Test
  void credentials_areDecryptedOnce_untilTheIntegrationChanges() {
    Integration first = service.create("acme", spec("c", "first"));
    ClientCredentials kept = service.credentials(first);
    assertThat(kept.clientSecret()).isEqualTo(Secret.of("first"));
    assertThat(service.credentials(service.get("acme"))).isSameAs(kept);

    Integration second = service.update("acme", spec("c", "second"));
    assertThat(service.credentials(second).clientSecret()).isEqualTo(Secret.of("second"));
    Integration third = service.update("acme", spec("d", "second"));
    assertThat(service.credentials(third).clientId()).isEqualTo("d");
    assertThat(service.credentials(first)).isEqualTo(kept); // as it was read before the change
  }

  @Test
  void credentials_ofAnIntegrationThatIsMadeAgain_areItsOwn() {
    assertThat(secret(service.create("acme", spec("c", "first")))).isEqualTo(Secret.of("first"));
    service.delete("acme");
    assertThat(secret(service.create("acme", spec("c", "again")))).isEqualTo(Secret.of("again"));
  }

  @Test
  void credentials_ofTwoIntegrations_areNotMixed() {
    Integration one = service.create("one", spec("c", "1"));
    Integration two = service.create("two", spec("c", "2"));
    for (int i = 0; i < 2; i++) {
      assertThat(secret(one)).isEqualTo(Secret.of("1"));
      assertThat(secret(two)).isEqualTo(Secret.of("2"));
    }
  }

  private Secret secret(Integration integration) {
    return service.credentials(integration).clientSecret();
  }

  private static IntegrationSpec spec(String clientId, String secret) {
    return IntegrationSpec.builder()
        .clientId(clientId)
        .clientSecret(secret)
        .setting("issuer", "https://id.example.com")
        .redirectUris("https://app.example.com/connected")
        .build();
  }
}
