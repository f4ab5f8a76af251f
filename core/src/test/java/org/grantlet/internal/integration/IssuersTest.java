package org.grantlet.internal.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.grantlet.Grant;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.protocol.Identity;
import org.grantlet.store.StoredGrant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuersTest {
  private static final String TEMPLATE = "issuer https://login.microsoftonline.com/{tenantid}/v2.0";
  private static final String TENANT = "issuer https://login.microsoftonline.com/t-1/v2.0";

  private final Issuers issuers = new Issuers(ProviderDefinitions.builtIn());

  private static Integration integration(String provider, Map<String, Object> settings) {
    return new Integration(
        "id",
        provider,
        null,
        settings,
        Map.of(),
        List.of(),
        List.of(),
        Duration.ofMinutes(1),
        Instant.EPOCH,
        Instant.EPOCH,
        1);
  }

  @ParameterizedTest
  @CsvSource({
    "google, , , issuer https://accounts.google.com",
    "google, https://other.example, , issuer https://other.example",
    "github, , , catalog github",
    "github, , https://ghe.example/token, token_endpoint https://ghe.example/token",
    "acme, https://acme.example, https://acme.example/t, issuer https://acme.example",
    "acme, , https://acme.example/t, token_endpoint https://acme.example/t",
    "microsoft, , , 'issuer https://login.microsoftonline.com/{tenantid}/v2.0'",
  })
  void integration_hasOneIssuerOrWhatTakesItsPlace(
      String provider, String issuer, String tokenEndpoint, String expected) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("issuer", issuer);
    settings.put("token_endpoint", tokenEndpoint);
    settings.values().removeIf(Objects::isNull);
    assertThat(issuers.of(integration(provider, settings))).isEqualTo(expected);
  }

  @Test
  void longAddresses_areKeptByTheirHash() {
    String long1 = "https://acme.example/" + "a".repeat(2000);
    String issuer = issuers.of(integration("acme", Map.of("issuer", long1)));
    assertThat(issuer).hasSizeLessThan(100);
    assertThat(issuers.of(integration("acme", Map.of("issuer", long1 + "b")))).isNotEqualTo(issuer);
  }

  @Test
  void accountOfATenant_isTheTenants() {
    Identity identity =
        new Identity("https://login.microsoftonline.com/t-1/v2.0", "subject", null, null, Map.of());
    assertThat(issuers.of(integration("microsoft", Map.of()), identity)).isEqualTo(TENANT);
  }

  @ParameterizedTest
  @CsvSource({
    "issuer https://acme.example, https://acme.example",
    TEMPLATE + ",",
    "catalog github,",
    "token_endpoint https://acme.example/t,",
    ","
  })
  void idTokensOfAGrant_nameItsIssuer_ifItHasOneAlone(String kept, String expected) {
    Grant grant = Grant.builder("id", "acme", "integration").createdAt(Instant.EPOCH).build();
    assertThat(Issuers.ofIdTokens(new StoredGrant(grant, kept, "tokens", null, 1)))
        .isEqualTo(expected);
  }

  @Test
  void templateMatches_whereTheTenantIsNotKnown_andNoOtherTenantDoes() {
    assertThat(Issuers.match(TENANT, TENANT, TEMPLATE)).isTrue();
    assertThat(Issuers.match(TEMPLATE, TENANT, TEMPLATE)).as("grant without tenant").isTrue();
    assertThat(Issuers.match(TENANT, TEMPLATE, TEMPLATE)).as("account without tenant").isTrue();
    assertThat(Issuers.match(TENANT.replace("t-1", "t-2"), TENANT, TEMPLATE)).isFalse();
    assertThat(Issuers.match("issuer https://evil.example/t-1/v2.0", TEMPLATE, TEMPLATE)).isFalse();
    assertThat(Issuers.match(TENANT.replace("t-1", "t/1"), TEMPLATE, TEMPLATE)).isFalse();
  }
}
