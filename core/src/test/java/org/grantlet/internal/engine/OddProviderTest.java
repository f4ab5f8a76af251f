package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.testing.AuthorizationAnswer;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Providers that are odd but right: the login makes a grant. */
@Timeout(180)
class OddProviderTest {
  private final TestProvider provider = TestProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  static Stream<Arguments> oddities() {
    return Stream.of(
        odd("nothing", p -> {}),
        odd("more parameters", p -> p.authorization().set("session_state", "x").set("scope", "y")),
        odd("no RFC 9207", TestProvider::withoutResponseIssuer),
        odd("no key id", p -> p.idToken().withoutKeyId()),
        odd("a key before", TestProvider::rotateKeys),
        odd("ES256", p -> p.signingAlgorithm("ES256")),
        odd("PS384", p -> p.signingAlgorithm("PS384")),
        odd("EdDSA", p -> p.signingAlgorithm("EdDSA")),
        odd("Ed25519", p -> p.signingAlgorithm("Ed25519")),
        odd(
            "EdDSA announced, Ed25519 meant",
            p ->
                p.signingAlgorithm("Ed25519")
                    .discovery()
                    .set("id_token_signing_alg_values_supported", List.of("EdDSA"))),
        odd("no at_hash", p -> p.idToken().remove("at_hash")),
        odd("azp is the client", p -> p.idToken().set("azp", p.clientId())),
        odd(
            "several audiences",
            p -> p.idToken().set("aud", List.of("x", p.clientId())).set("azp", p.clientId())),
        odd("claims of its own", p -> p.idToken().set("groups", Map.of("a", List.of(1, 2)))),
        odd("email by UserInfo", p -> p.idToken().remove("email")),
        odd("no token type", p -> p.token().remove("token_type")),
        odd("token type in capitals", p -> p.token().set("token_type", "BEARER")),
        odd("no scope", p -> p.token().remove("scope")),
        odd("scopes with commas", p -> p.token().set("scope", "openid,email")),
        odd("no refresh token", p -> p.token().remove("refresh_token")),
        odd("members of its own", p -> p.token().set("x", List.of(Map.of())).set("y", null)),
        odd("secret in the body", p -> p.clientAuthentication("client_secret_post")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddities")
  void login_makesAGrant(String what, Consumer<TestProvider> knob) {
    knob.accept(provider);
    try (FlowDriver driver = driver()) {
      Map<String, String> redirect = driver.login();
      assertThat(redirect).containsEntry("success", "true").doesNotContainKey("error");
      Grant grant = driver.grantlet.grants().get(redirect.get("grant_id"));
      assertThat(grant.email()).isEqualTo(TestUser.ADA.email());
      assertThat(grant.providerUserId()).isEqualTo(TestUser.ADA.subject());
      assertThat(grant.scope()).containsExactly("openid", "email");
      String token = driver.grantlet.grants().accessToken(grant.id()).value();
      assertThat(provider.accepts(token)).isTrue();
      assertThat(driver.heard).containsExactly("grant.created");
    }
  }

  static Stream<Arguments> lifetimes() {
    return Stream.of(
        arguments(3600, 3600L),
        arguments("3600", 3600L),
        arguments(3599.5, 3599L),
        arguments(null, null),
        arguments(0, null),
        arguments(-1, null),
        arguments("soon", null),
        arguments(Long.MAX_VALUE, 3650L * 86400),
        arguments("1e300", 3650L * 86400),
        arguments(List.of(1), null));
  }

  @ParameterizedTest
  @MethodSource("lifetimes")
  void accessToken_ofOddLifetime_hasASaneExpiry(Object expiresIn, Long seconds) {
    provider.token().set("expires_in", expiresIn);
    try (FlowDriver driver = driver()) {
      String id = driver.login().get("grant_id");
      Instant expiresAt = driver.grantlet.grants().accessToken(id).expiresAt();
      if (seconds == null) {
        assertThat(expiresAt).isNull();
      } else {
        assertThat(expiresAt)
            .isCloseTo(
                Instant.now().plusSeconds(seconds),
                new TemporalUnitWithinOffset(60, ChronoUnit.SECONDS));
      }
    }
  }

  @Test
  void login_withSharedSecretByName_takesHs256() {
    provider.idToken().signedWithClientSecret();
    try (FlowDriver driver = driver("id_token_signed_response_alg", "HS256")) {
      assertThat(driver.login()).containsEntry("success", "true");
      provider.idToken().reset();
      assertThat(driver.login()).containsEntry("error", "token.exchange_failed");
    }
  }

  @Test
  void login_withFormPost_makesAGrant() {
    try (FlowDriver driver = driver("response_mode", "form_post")) {
      AuthorizationRedirect begun = driver.begin();
      AuthorizationAnswer answer = provider.authorize(URI.create(begun.location()));
      assertThat(answer.formPost()).isTrue();
      assertThat(begun.crossSitePost()).isTrue();
      assertThat(driver.finish(begun, answer.parameters())).containsEntry("success", "true");
    }
  }

  @Test
  void login_withoutIdentity_makesAGrantEachTime() {
    provider.withoutIdentity();
    try (FlowDriver driver = new FlowDriver(provider, provider.oauthSettings(), "calendar")) {
      assertThat(driver.login()).containsEntry("success", "true").doesNotContainKey("email");
      assertThat(driver.login()).containsEntry("success", "true");
      assertThat(driver.grants())
          .hasSize(2)
          .allSatisfy(grant -> assertThat(grant.providerUserId()).isNull());
    }
  }

  static Stream<Arguments> foreignAnswers() {
    return Stream.of(
        arguments("another state", (Consumer<Map<String, List<String>>>) OddProviderTest::forge),
        arguments(
            "no state", (Consumer<Map<String, List<String>>>) answer -> answer.remove("state")),
        arguments(
            "two states",
            (Consumer<Map<String, List<String>>>)
                answer -> answer.merge("state", List.of("x"), OddProviderTest::both)),
        arguments(
            "empty state",
            (Consumer<Map<String, List<String>>>) answer -> answer.put("state", List.of(""))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("foreignAnswers")
  void callback_thatBelongsToNoLogin_spendsNothing(
      String what, Consumer<Map<String, List<String>>> change) {
    try (FlowDriver driver = driver()) {
      AuthorizationRedirect begun = driver.begin();
      Map<String, List<String>> right =
          provider.authorize(URI.create(begun.location())).parameters();
      Map<String, List<String>> wrong = new LinkedHashMap<>(right);
      change.accept(wrong);
      assertThatThrownBy(() -> driver.finish(begun, wrong))
          .isInstanceOfSatisfying(
              GrantletException.class,
              e -> assertThat(e.code().wire()).isEqualTo("grant.state_invalid"));
      assertThat(driver.grants()).isEmpty();
      assertThat(driver.finish(begun, right)).containsEntry("success", "true");
    }
  }

  @Test
  void callback_fromAnotherBrowser_spendsNothing() {
    try (FlowDriver driver = driver()) {
      AuthorizationRedirect victim = driver.begin();
      AuthorizationRedirect attacker = driver.begin();
      Map<String, List<String>> answer =
          provider.authorize(URI.create(victim.location())).parameters();
      assertThatThrownBy(() -> driver.finish(attacker, answer))
          .isInstanceOf(GrantletException.class);
      Map<String, String> first = driver.finish(victim, answer);
      assertThat(first).containsEntry("success", "true");
      assertThat(driver.finish(victim, answer)).isEqualTo(first); // the same answer once more
      assertThat(driver.grants()).hasSize(1);
      assertThat(provider.requests(Endpoint.TOKEN)).hasSize(1);
    }
  }

  @Test
  void callback_atAnotherAddress_isRefused() {
    try (FlowDriver driver = driver()) {
      AuthorizationRedirect begun = driver.begin();
      Map<String, List<String>> answer =
          provider.authorize(URI.create(begun.location())).parameters();
      assertThat(driver.finish(begun, answer, "https://app.example.com/connect/callback"))
          .containsEntry("error", "grant.state_invalid");
      assertThat(provider.requests(Endpoint.TOKEN)).isEmpty();
    }
  }

  private FlowDriver driver() {
    return new FlowDriver(provider, provider.openIdSettings(), "openid", "email");
  }

  private FlowDriver driver(String setting, String value) {
    Map<String, String> settings = new LinkedHashMap<>(provider.openIdSettings());
    settings.put(setting, value);
    return new FlowDriver(provider, settings, "openid", "email");
  }

  private static void forge(Map<String, List<String>> answer) {
    answer.put("state", List.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
  }

  private static List<String> both(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static Arguments odd(String what, Consumer<TestProvider> knob) {
    return arguments(what, knob);
  }
}
