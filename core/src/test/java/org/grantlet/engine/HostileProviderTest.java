package org.grantlet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.grantlet.testing.Behavior;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.IdTokenBehavior;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A provider that is wrong in one thing only. After each case there is no grant, the application
 * gets a documented error, the listener hears of it, and nothing that the provider said shows.
 */
@Timeout(30)
class HostileProviderTest {
  private static final String EXCHANGE_FAILED = "token.exchange_failed";
  private static final String PROVIDER_ERROR = "api.provider_error";
  private static final String ACCESS_DENIED = "grant.access_denied";
  private static final String MARKUP = "<script>alert(1)</script>\r\nSet-Cookie: a=b";

  private final TestProvider provider = TestProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  static Stream<Arguments> idTokens() {
    return Stream.of(
        idToken("nonce of another login", token -> token.set("nonce", "another")),
        idToken("no nonce", token -> token.remove("nonce")),
        idToken("nonce not a string", token -> token.set("nonce", List.of(1))),
        idToken("another issuer", token -> token.set("iss", "https://evil.example")),
        idToken("issuer with a slash", token -> token.edit(c -> c.put("iss", c.get("iss") + "/"))),
        idToken("no issuer", token -> token.remove("iss")),
        idToken("another audience", token -> token.set("aud", "somebody-else")),
        idToken("no audience", token -> token.remove("aud")),
        idToken("empty audience", token -> token.set("aud", List.of())),
        idToken("another azp", token -> token.set("azp", "somebody-else")),
        idToken(
            "two audiences, another azp",
            token -> token.set("aud", List.of("test-client", "b")).set("azp", "b")),
        idToken("expired", token -> token.set("exp", epoch() - 3600)),
        idToken("expiry not a time", token -> token.set("exp", "tomorrow")),
        idToken("no expiry", token -> token.remove("exp")),
        idToken("issued in the future", token -> token.set("iat", epoch() + 3600)),
        idToken("no time of issue", token -> token.remove("iat")),
        idToken("no subject", token -> token.remove("sub")),
        idToken("empty subject", token -> token.set("sub", "")),
        idToken("hash of another access token", token -> token.set("at_hash", "AAAAAAAAAAAAAAAA")),
        idToken("absent", IdTokenBehavior::absent),
        idToken("not a JWT", token -> token.raw("not.a.jwt")),
        idToken("empty", token -> token.raw("")),
        idToken("a stranger's signature", IdTokenBehavior::signedByStranger),
        idToken("not signed", IdTokenBehavior::unsigned),
        idToken("HS256 with the client secret", IdTokenBehavior::signedWithClientSecret),
        idToken("HS256 with the public key", IdTokenBehavior::signedWithPublicKey),
        idToken("changed after signing", IdTokenBehavior::tampered));
  }

  static Stream<Arguments> authorizationResponses() {
    return Stream.of(
        wrong("no code", EXCHANGE_FAILED, p -> p.authorization().remove("code")),
        wrong("empty code", EXCHANGE_FAILED, p -> p.authorization().set("code", "")),
        wrong("made-up code", EXCHANGE_FAILED, p -> p.authorization().set("code", "made-up")),
        wrong("two codes", EXCHANGE_FAILED, p -> p.authorization().add("code", "second")),
        wrong("two issuers", EXCHANGE_FAILED, p -> p.authorization().add("iss", p.issuer())),
        wrong(
            "two issuers, none promised",
            EXCHANGE_FAILED,
            p -> p.withoutResponseIssuer().authorization().add("iss", "a").add("iss", "b")),
        wrong(
            "two errors beside a code",
            EXCHANGE_FAILED,
            p -> p.authorization().add("error", "a").add("error", "b")),
        wrong(
            "another issuer",
            EXCHANGE_FAILED,
            p -> p.authorization().set("iss", "https://evil.example")),
        wrong("no issuer, though promised", EXCHANGE_FAILED, p -> p.authorization().remove("iss")),
        wrong(
            "error of another issuer",
            EXCHANGE_FAILED,
            p -> p.authorization().error("access_denied", null).set("iss", "https://evil.example")),
        wrong("denied", ACCESS_DENIED, p -> p.authorization().error("access_denied", null)),
        wrong("denied with markup", ACCESS_DENIED, p -> denied(p, "access_denied")),
        wrong("consent required", ACCESS_DENIED, p -> denied(p, "consent_required")),
        wrong("another error", PROVIDER_ERROR, p -> denied(p, "server_error")),
        wrong("markup as error", PROVIDER_ERROR, p -> denied(p, MARKUP)),
        wrong(
            "error and code at once",
            ACCESS_DENIED,
            p -> p.authorization().set("error", "access_denied")));
  }

  static Stream<Arguments> tokenResponses() {
    return Stream.of(
        token("invalid_grant", EXCHANGE_FAILED, Reply.oauthError("invalid_grant")),
        token("markup", EXCHANGE_FAILED, Reply.oauthError(MARKUP, MARKUP)),
        token("HTML with 200", EXCHANGE_FAILED, Reply.html(200)),
        token("HTML with 400", EXCHANGE_FAILED, Reply.html(400)),
        token("HTML with 500", PROVIDER_ERROR, Reply.html(500)),
        token("too many requests", PROVIDER_ERROR, Reply.status(429)),
        token("no body", EXCHANGE_FAILED, Reply.status(200)),
        token("no content", EXCHANGE_FAILED, Reply.status(204)),
        token("an array", EXCHANGE_FAILED, Reply.json("[]")),
        token("an empty object", EXCHANGE_FAILED, Reply.json("{}")),
        token("deep", EXCHANGE_FAILED, Reply.json("{\"a\":".repeat(5000) + "1" + "}".repeat(5000))),
        token("truncated", PROVIDER_ERROR, Reply.json("{\"access_token\":\"a\"}").truncated()),
        token("half an object", EXCHANGE_FAILED, Reply.json("{\"access_token\":\"a")),
        token("nothing at all", PROVIDER_ERROR, Reply.disconnect()),
        token("endless", PROVIDER_ERROR, Reply.endless()),
        wrong("error in 200", EXCHANGE_FAILED, p -> p.token().error("invalid_grant", MARKUP)),
        wrong("no access token", EXCHANGE_FAILED, p -> p.token().remove("access_token")),
        wrong("a number as token", EXCHANGE_FAILED, p -> p.token().set("access_token", 1)),
        wrong("huge", PROVIDER_ERROR, p -> p.token().huge()),
        wrong("redirect 302", EXCHANGE_FAILED, p -> p.token().redirect(302)),
        wrong("redirect 307", EXCHANGE_FAILED, p -> p.token().redirect(307)));
  }

  static Stream<Arguments> otherReplies() {
    return Stream.of(
        wrong("UserInfo of another", EXCHANGE_FAILED, p -> userinfo(p).set("sub", "another")),
        wrong("UserInfo without subject", EXCHANGE_FAILED, p -> userinfo(p).remove("sub")),
        wrong("UserInfo 500", PROVIDER_ERROR, p -> userinfo(p).reply(Reply.status(500))),
        wrong("UserInfo HTML", PROVIDER_ERROR, p -> userinfo(p).reply(Reply.html(200))),
        wrong("UserInfo huge", PROVIDER_ERROR, p -> userinfo(p).huge()),
        wrong("UserInfo elsewhere", PROVIDER_ERROR, p -> userinfo(p).redirect(302)),
        wrong("keys 500", PROVIDER_ERROR, p -> p.jwks().reply(Reply.status(500))),
        wrong("keys huge", PROVIDER_ERROR, p -> p.jwks().huge()),
        wrong("keys elsewhere", PROVIDER_ERROR, p -> p.jwks().redirect(302)),
        wrong("keys are HTML", PROVIDER_ERROR, p -> p.jwks().reply(Reply.html(200))),
        wrong("no keys", EXCHANGE_FAILED, p -> p.jwks().set("keys", List.of())));
  }

  static Stream<Arguments> silences() {
    return Stream.of(
        token("never", PROVIDER_ERROR, Reply.hang()),
        token("headers only", PROVIDER_ERROR, Reply.hangAfterHeaders()),
        token("drop by drop", PROVIDER_ERROR, Reply.drip()),
        wrong("UserInfo hangs", PROVIDER_ERROR, p -> userinfo(p).hang()),
        wrong("keys hang", PROVIDER_ERROR, p -> p.jwks().hang()));
  }

  static Stream<Arguments> discoveries() {
    return Stream.of(
        wrong(
            "another issuer",
            PROVIDER_ERROR,
            p -> p.discovery().set("issuer", "https://e.example")),
        wrong("no issuer", PROVIDER_ERROR, p -> p.discovery().remove("issuer")),
        wrong("no token endpoint", PROVIDER_ERROR, p -> p.discovery().remove("token_endpoint")),
        wrong(
            "endpoint in clear text",
            PROVIDER_ERROR,
            p -> p.discovery().set("authorization_endpoint", "http://evil.example/authorize")),
        wrong(
            "endpoint is a script",
            PROVIDER_ERROR,
            p -> p.discovery().set("authorization_endpoint", "javascript:alert(1)")),
        wrong("500", PROVIDER_ERROR, p -> p.discovery().reply(Reply.status(500))),
        wrong("HTML", PROVIDER_ERROR, p -> p.discovery().reply(Reply.html(200))),
        wrong("huge", PROVIDER_ERROR, p -> p.discovery().huge()),
        wrong("elsewhere", PROVIDER_ERROR, p -> p.discovery().redirect(301)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"idTokens", "authorizationResponses", "tokenResponses", "otherReplies"})
  void login_withAnythingWrong_endsWithoutGrant(
      String what, String error, Consumer<TestProvider> knob) {
    try (FlowDriver driver = driver()) {
      knob.accept(provider);
      refused(driver, driver.login(), error);
      assertThat(provider.requests(Endpoint.TOKEN)).hasSizeLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("silences")
  void login_withoutAnAnswerInTime_endsWithoutGrant(
      String what, String error, Consumer<TestProvider> knob) {
    try (FlowDriver driver = impatientDriver()) {
      knob.accept(provider);
      refused(driver, driver.login(), error);
    }
  }

  @Test
  void login_withHangingDiscovery_doesNotBegin() {
    provider.discovery().hang();
    try (FlowDriver driver = impatientDriver()) {
      refused(driver, FlowDriver.query(driver.begin().location()), PROVIDER_ERROR);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("discoveries")
  void login_withBadDiscovery_doesNotBegin(String what, String error, Consumer<TestProvider> knob) {
    try (FlowDriver driver = driver()) {
      knob.accept(provider);
      refused(driver, FlowDriver.query(driver.begin().location()), error);
      assertThat(provider.requests(Endpoint.AUTHORIZATION)).isEmpty();
    }
  }

  private FlowDriver driver() {
    return new FlowDriver(provider, provider.openIdSettings(), "openid", "email");
  }

  private FlowDriver impatientDriver() {
    return new FlowDriver(
        provider, Duration.ofSeconds(1), provider.openIdSettings(), "openid", "email");
  }

  private static void refused(FlowDriver driver, Map<String, String> redirect, String error) {
    assertThat(redirect)
        .containsOnly(
            Map.entry("success", "false"),
            Map.entry("provider", FlowDriver.PROVIDER),
            Map.entry("state", "app-state"),
            Map.entry("error", error));
    assertThat(driver.grants()).isEmpty();
    assertThat(driver.heard).containsExactly("failed " + error);
  }

  private static Arguments idToken(String what, Consumer<IdTokenBehavior> knob) {
    return wrong("ID token: " + what, EXCHANGE_FAILED, provider -> knob.accept(provider.idToken()));
  }

  private static Arguments token(String what, String error, Reply reply) {
    return wrong("token response: " + what, error, provider -> provider.token().reply(reply));
  }

  private static Arguments wrong(String what, String error, Consumer<TestProvider> knob) {
    return arguments(what, error, knob);
  }

  private static void denied(TestProvider provider, String error) {
    provider.authorization().error(error, MARKUP);
  }

  /** UserInfo is asked only where the ID token has no email address. */
  private static Behavior userinfo(TestProvider provider) {
    provider.idToken().remove("email");
    return provider.userinfo();
  }

  private static long epoch() {
    return Instant.now().getEpochSecond();
  }
}
