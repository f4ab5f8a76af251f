package org.grantlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.ClientAuthMethod;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.Template;
import org.grantlet.internal.text.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider may say of itself and of its accounts. */
class ResolvedProviderTest {
  private static final String TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";

  static ResolvedProvider provider(String issuer, String... tenants) {
    Template anywhere = Template.url("https://id.example.com/");
    Instant now = Instant.EPOCH;
    Integration integration =
        new Integration(
            "id",
            "test",
            null,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            Duration.ofMinutes(1),
            now,
            now,
            1);
    ProviderDefinition entry =
        ProviderDefinition.parse(
            "test", "{\"name\": \"Test\", \"issuer\": \"https://id.example.com\"}");
    return new ResolvedProvider(
        entry,
        new InputValues(entry, integration, Map.of()),
        new ResolvedProvider.ResolvedEndpoints(
            issuer, anywhere, anywhere, null, null, null, ClientAuthMethod.NONE, Set.of(), false),
        Set.of(tenants),
        null);
  }

  @Test
  void issuer_isComparedToTheLetter() {
    ResolvedProvider provider = provider("https://id.example.com");
    assertThat(provider.acceptsIssuer("https://id.example.com")).isTrue();
    assertThat(provider.acceptsIssuer("https://id.example.com/")).isFalse();
    assertThat(provider.acceptsIssuer("https://ID.example.com")).isFalse();
    assertThat(provider(null).acceptsIssuer("https://any.example.com")).isTrue();
    assertThat(provider.expectedIssuer(TENANT)).isEqualTo("https://id.example.com");
    assertThat(provider(null).expectedIssuer(TENANT)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://id.example.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0, true",
    "https://id.example.com/another/v2.0, true",
    "https://id.example.com/{tenantid}/v2.0, true",
    "https://id.example.com/a/b/v2.0, false",
    "https://id.example.com//v2.0, false",
    "https://id.example.com//another/v2.0, false",
    "https://id.example.com/v2.0, false",
    "https://id.example.com/another/v2.0/, false",
    "https://evil.example/another/v2.0, false",
    "x, false"
  })
  void multiTenantIssuer_hasOneSegmentForTheTenant(String iss, boolean accepted) {
    assertThat(provider("https://id.example.com/{tenantid}/v2.0").acceptsIssuer(iss))
        .isEqualTo(accepted);
  }

  @Test
  void tenants_areThoseOfTheList() {
    ResolvedProvider provider = provider("https://id.example.com/{tenantid}/v2.0", TENANT);
    assertThat(provider.acceptsIssuer("https://id.example.com/" + TENANT + "/v2.0")).isTrue();
    assertThat(provider.acceptsIssuer("https://id.example.com/another/v2.0")).isFalse();
    assertThat(provider.acceptsTenant(TENANT)).isTrue();
    assertThat(provider.acceptsTenant("another")).isFalse();
    assertThat(provider.expectedIssuer(TENANT))
        .isEqualTo("https://id.example.com/" + TENANT + "/v2.0");
    assertThat(provider.expectedIssuer(null)).isNull();
  }

  @Test
  void subject_hasABound() {
    assertThat(new Identity(null, "x".repeat(512), null, null, Map.of()).subject()).hasSize(512);
    for (String subject : new String[] {"x".repeat(513), "", " ", "a\u0000b", "a\nb", "\ud800"}) {
      assertThatThrownBy(() -> new Identity(null, subject, null, null, Map.of()))
          .isInstanceOf(ProviderException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb@example.com", "a\u0000@example.com"})
  void email_thatIsNone_isLeftOut(String email) {
    assertThat(new Identity(null, "ada", email, null, Map.of()).email()).isNull();
    assertThat(new Identity(null, "ada", "x".repeat(321), null, Map.of()).email()).isNull();
    assertThat(new Identity(null, "ada", "x".repeat(320), null, Map.of()).email()).hasSize(320);
  }

  @Test
  void whatAProviderSays_isCleanedAndCut() {
    assertThat(Reason.clean("a\r\nb\tc\u0085d\u2028e\u202ef\u0000\ud800"))
        .isEqualTo("a  b c d e f  ");
    assertThat(Reason.clean("x".repeat(200))).hasSize(200).doesNotContain("…");
    assertThat(Reason.clean("x".repeat(201))).isEqualTo("x".repeat(200) + "…");
    assertThat(Reason.clean("x".repeat(199) + "😀")).endsWith("x …");
    assertThat(ProviderException.said(null, "x")).isNull();
    assertThat(ProviderException.said("a\n", null)).containsOnly(Map.entry("error", "a "));
    assertThat(ProviderException.said("a", "b\n")).containsEntry("error_description", "b ");
  }
}
