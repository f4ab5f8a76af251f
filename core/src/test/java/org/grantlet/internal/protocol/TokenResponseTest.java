package org.grantlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.grantlet.Integration;
import org.grantlet.Secret;
import org.grantlet.internal.catalog.ClientAuthMethod;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read out of a token response, at the edges of what may be in it. */
class TokenResponseTest {
  private static final ResolvedProvider PLAIN =
      ResolvedProviderTest.provider("https://id.example.com");

  private static TokenResponse parse(Map<String, Object> body) {
    return TokenResponse.parse(body, PLAIN);
  }

  /** A provider whose entry says how tokens come. */
  private static ResolvedProvider odd(String tokenRules) {
    ProviderDefinition entry =
        ProviderDefinition.parse(
            "test",
            "{\"name\": \"T\", \"issuer\": \"https://id.example.com\", \"token\": "
                + tokenRules
                + "}");
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
    Template anywhere = Template.url("https://id.example.com/");
    return new ResolvedProvider(
        entry,
        new InputValues(entry, integration, Map.of()),
        new ResolvedProvider.ResolvedEndpoints(
            null, anywhere, anywhere, null, null, null, ClientAuthMethod.NONE, Set.of(), false),
        Set.of(),
        null);
  }

  @Test
  void token_isVisibleAsciiOfAtMost64Ki() {
    for (String fine : List.of("a", "a b~", "x".repeat(1 << 16))) {
      assertThat(parse(Map.of("access_token", fine)).accessToken().reveal()).isEqualTo(fine);
    }
    for (String bad : List.of("a\u007f", "a\u001f", "ä", "a\n", "x".repeat((1 << 16) + 1))) {
      assertThatThrownBy(() -> parse(Map.of("access_token", bad)))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("access_token");
      assertThatThrownBy(() -> parse(Map.of("access_token", "a", "refresh_token", bad)))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("refresh_token");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0.999, 0",
    "0, 0",
    "-1, 0",
    "1.9, 1",
    "315360000, 315360000",
    "1e99, 315360000"
  })
  void lifetime_isFromOneSecondToTenYears(String told, long seconds) {
    Duration lifetime = parse(Map.of("access_token", "a", "expires_in", told)).lifetime();
    assertThat(lifetime).isEqualTo(seconds == 0 ? null : Duration.ofSeconds(seconds));
  }

  @Test
  void tokenType_isTheEntrysWhateverTheResponseSays() {
    Map<String, Object> body = Map.of("access_token", "a", "token_type", "mac");
    assertThatThrownBy(() -> parse(body))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("of the type mac, not Bearer");
    assertThat(TokenResponse.parse(body, odd("{\"token_type\": \"OAuth\"}")).tokenType())
        .isEqualTo("OAuth");
    assertThat(parse(Map.of("access_token", "a")).tokenType()).isEqualTo("Bearer");
    assertThat(parse(Map.of("access_token", "a", "token_type", "BEARER")).tokenType())
        .isEqualTo("Bearer");
  }

  @Test
  void members_areAllTakenFromWhereTheAccessTokenIs() {
    ResolvedProvider within = odd("{\"at\": \"user\"}");
    Map<String, Object> inner = Map.of("access_token", "of-the-user", "scope", "a,b");
    TokenResponse reply =
        TokenResponse.parse(
            Map.of("access_token", "of-the-bot", "refresh_token", "r", "user", inner), within);
    assertThat(reply.accessToken().reveal()).isEqualTo("of-the-user");
    assertThat(reply.refreshToken()).isNull();
    assertThat(reply.scope()).containsExactly("a", "b");

    TokenResponse top =
        TokenResponse.parse(
            Map.of("access_token", "of-the-bot", "user", Map.of("scope", "a")), within);
    assertThat(top.accessToken().reveal()).isEqualTo("of-the-bot");
    assertThat(top.scope()).isNull();
  }

  @Test
  void withRefreshToken_keepsTheRest() {
    TokenResponse reply = parse(Map.of("access_token", "a", "expires_in", 60, "scope", "x"));
    TokenResponse more = reply.withRefreshToken(Secret.of("r"));
    assertThat(more.refreshToken()).isEqualTo(Secret.of("r"));
    assertThat(more.withRefreshToken(reply.refreshToken())).isEqualTo(reply);
  }
}
