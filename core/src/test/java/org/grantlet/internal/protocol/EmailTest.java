package org.grantlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.ClientAuthMethod;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.catalog.Template;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose word an email address is. */
class EmailTest {
  private static final String WORK = "11111111-1111-1111-1111-111111111111";
  private static final String PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad";

  static Stream<Arguments> accounts() {
    return Stream.of(
        arguments("of any directory", WORK, null, Set.of(), false),
        arguments("of one of two directories", WORK, null, Set.of(WORK, PERSONAL), false),
        arguments("of no directory", null, null, Set.of(), false),
        arguments("of the one directory", WORK, null, Set.of(WORK), null),
        arguments("personal", PERSONAL, null, Set.of(), null),
        arguments("whose domain is verified", WORK, true, Set.of(), true),
        arguments("whose domain is verified, by a number", WORK, 1, Set.of(), true),
        arguments("whose domain is verified, by a text", WORK, "1", Set.of(), true),
        arguments("whose domain is not verified", WORK, false, Set.of(WORK), false),
        arguments("whose domain is perhaps verified", WORK, "perhaps", Set.of(), false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accounts")
  void microsoftAddress_isVerifiedWhereItsDomainIs(
      String what, String tenant, Object domainOwner, Set<String> tenants, Boolean verified) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .claim("email", "ada@example.com")
            .claim("email_verified", true) // which Microsoft does not say
            .claim("tid", tenant)
            .claim("xms_edov", domainOwner)
            .build();
    ResolvedProvider microsoft = provider("microsoft", tenants);
    assertThat(Email.of(claims, microsoft)).isEqualTo(new Email("ada@example.com", verified));
  }

  @ParameterizedTest
  @MethodSource("gitHubAnswers")
  void gitHubAddress_isVerifiedWhereTheListSaysSo(Object answer, Boolean verified) {
    assertThat(Email.of("ada@example.com", answer, null, provider("github", Set.of())).verified())
        .isEqualTo(verified);
  }

  static Stream<Arguments> gitHubAnswers() {
    Map<String, Object> other =
        Map.of("email", "x@example.com", "primary", false, "verified", true);
    return Stream.of(
        arguments(List.of(other, Map.of("primary", true, "verified", false)), false),
        arguments(List.of(other, Map.of("primary", true, "verified", true)), true),
        arguments(List.of(other), null),
        arguments(Map.of(), null));
  }

  private static ResolvedProvider provider(String name, Set<String> tenants) {
    ProviderDefinition entry = ProviderDefinitions.builtIn().find(name).orElseThrow();
    Instant now = Instant.EPOCH;
    Integration integration =
        new Integration(
            "id",
            name,
            null,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            Duration.ofMinutes(1),
            now,
            now,
            1);
    Template anywhere = Template.url("https://id.example.com/");
    return new ResolvedProvider(
        entry,
        new InputValues(entry, integration, Map.of()),
        new ResolvedProvider.ResolvedEndpoints(
            null, anywhere, anywhere, null, null, null, ClientAuthMethod.NONE, Set.of(), false),
        tenants,
        null);
  }
}
