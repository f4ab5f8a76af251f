package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.grantlet.GrantStatus;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Reply;
import org.grantlet.testing.Rotation;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider answers to a refresh, and what becomes of the grant. */
@Timeout(180)
class RefreshAnswersTest {
  private final MutableClock clock = MutableClock.atNow();
  private final TestProvider provider = TestProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid_grant",
        "interaction_required",
        "login_required",
        "consent_required",
        "account_selection_required"
      })
  void refresh_afterWhichOnlyALoginHelps_endsTheGrantOnce(String error) {
    try (FlowDriver driver = driver()) {
      String id = driver.login().get("grant_id");
      provider.refresh().reply(Reply.oauthError(error, "AADSTS50076: second factor"));
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> driver.grantlet.grants().refresh(id))
            .isInstanceOfSatisfying(
                GrantletException.class,
                e -> assertThat(e.code().wire()).isEqualTo("grant.refresh_token_invalid"));
      }
      assertThat(driver.grantlet.grants().get(id).status()).isEqualTo(GrantStatus.INVALID);
      assertThat(driver.heard).containsExactly("grant.created", "grant.expired");
      assertThat(provider.refreshes()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid_client", "unauthorized_client", "invalid_request", "unheard_of"})
  void refresh_withAnErrorThatIsTheOperators_leavesTheGrant(String error) {
    try (FlowDriver driver = driver()) {
      String id = driver.login().get("grant_id");
      provider.refresh().reply(Reply.oauthError(error, "why"));
      assertThatThrownBy(() -> driver.grantlet.grants().refresh(id))
          .hasMessageContaining(error + " (why)");
      assertThat(driver.grantlet.grants().get(id).status()).isEqualTo(GrantStatus.VALID);
    }
  }

  static Stream<Arguments> patience() {
    return Stream.of(
        arguments(Reply.status(429).header("Retry-After", "30"), 30),
        arguments(Reply.status(503).header("Retry-After", " 30 "), 30),
        arguments(Reply.status(503).header("Retry-After", "999999999"), 300),
        arguments(Reply.status(429).header("Retry-After", "soon"), 1),
        arguments(Reply.status(429).header("Retry-After", "-5"), 1),
        arguments(Reply.status(429), 1));
  }

  @ParameterizedTest
  @MethodSource("patience")
  void refresh_afterRetryAfter_isNotTriedBefore(Reply reply, int seconds) {
    try (FlowDriver driver = driver()) {
      String id = driver.login().get("grant_id");
      provider.refresh().next(reply);
      assertThatThrownBy(() -> driver.grantlet.grants().refresh(id));
      clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThatThrownBy(() -> driver.grantlet.grants().refresh(id));
      assertThat(provider.refreshes()).hasSize(1);
      clock.advance(Duration.ofMillis(1));
      driver.grantlet.grants().refresh(id);
      assertThat(provider.refreshes()).hasSize(2);
    }
  }

  @Test
  void refresh_afterRetryAfterWithADate_isNotTriedBefore() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            clock.instant().plusSeconds(120).atOffset(ZoneOffset.UTC));
    try (FlowDriver driver = driver()) {
      String id = driver.login().get("grant_id");
      provider.refresh().next(Reply.status(429).header("Retry-After", date));
      assertThatThrownBy(() -> driver.grantlet.grants().refresh(id));
      clock.advance(Duration.ofSeconds(60));
      assertThatThrownBy(() -> driver.grantlet.grants().refresh(id));
      clock.advance(Duration.ofSeconds(61));
      driver.grantlet.grants().refresh(id);
      assertThat(provider.refreshes()).hasSize(2);
    }
  }

  static Stream<Arguments> otherLogins() {
    return Stream.of(
        other("issuer", p -> p.idToken().set("iss", "https://another.example")),
        other("issuer with a slash", p -> p.idToken().edit(c -> c.put("iss", c.get("iss") + "/"))),
        other("no issuer", p -> p.idToken().remove("iss")),
        other("subject", p -> p.idToken().set("sub", "another")),
        other("no subject", p -> p.idToken().remove("sub")),
        other("audience", p -> p.idToken().set("aud", "another")),
        other("no audience", p -> p.idToken().remove("aud")),
        other("no JWT", p -> p.idToken().raw("none")));
  }

  /** OpenID Connect Core §12.2; the suite's refresh-token-invalid-issuer and -invalid-sub. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("otherLogins")
  void refresh_withAnIdTokenOfAnotherLogin_keepsNothing(String what, Consumer<TestProvider> knob) {
    provider.rotation(Rotation.OFF);
    try (FlowDriver driver = driver()) {
      String id = driver.login().get("grant_id");
      String before = driver.grantlet.grants().accessToken(id).value();
      knob.accept(provider);
      assertThatThrownBy(() -> driver.grantlet.grants().refresh(id))
          .isInstanceOfSatisfying(
              GrantletException.class,
              e -> assertThat(e.code().wire()).isEqualTo("api.provider_error"));
      assertThat(driver.grantlet.grants().accessToken(id).value()).isEqualTo(before);
    }
  }

  /** The suite's refresh-token. */
  @Test
  void refresh_withAnIdTokenOfTheLogin_isKept() {
    try (FlowDriver driver = driver()) {
      String id = driver.login().get("grant_id");
      String before = driver.grantlet.grants().accessToken(id).value();
      provider.idToken().set("aud", List.of("test-client", "more")).set("exp", 1);
      driver.grantlet.grants().refresh(id);
      assertThat(driver.grantlet.grants().accessToken(id).value()).isNotEqualTo(before);
    }
  }

  static Stream<Arguments> excesses() {
    String many =
        String.join(" ", Stream.iterate(1, i -> i + 1).limit(20_000).map(i -> "s" + i).toList());
    return Stream.of(
        other("20,000 scopes", p -> p.refresh().set("scope", many)),
        other("a scope with controls", p -> p.refresh().set("scope", "a\u0000b \u0007 email")),
        other("a list of scopes", p -> p.refresh().set("scope", List.of("a\nb", "x".repeat(9999)))),
        other(
            "500 long scopes",
            p -> p.refresh().set("scope", many.substring(0, 2_900).replace("s", "s".repeat(500)))),
        other("a long life", p -> p.refresh().set("expires_in", 1e300)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("excesses")
  void refresh_withMoreThanCanBeKept_keepsTheTokens(String what, Consumer<TestProvider> knob) {
    try (FlowDriver driver = driver()) {
      String id = driver.login().get("grant_id");
      knob.accept(provider);
      driver.grantlet.grants().refresh(id);
      String token = driver.grantlet.grants().accessToken(id).value();
      assertThat(provider.accepts(token)).isTrue();
      assertThat(driver.grantlet.grants().get(id).scope())
          .hasSizeLessThanOrEqualTo(500)
          .satisfies(scope -> assertThat(String.join(" ", scope)).hasSizeLessThan(33_000))
          .allMatch(scope -> scope.matches("[!-~]{1,512}"));
      driver.grantlet.grants().refresh(id);
    }
  }

  private FlowDriver driver() {
    return new FlowDriver(
        FlowDriver.PROVIDER,
        provider::authorize,
        provider::secrets,
        provider.openIdSettings(),
        List.of("openid", "email"),
        Grantlet.builder().customProviders(true).clock(clock));
  }

  private static Arguments other(String what, Consumer<TestProvider> knob) {
    return arguments(what, knob);
  }
}
