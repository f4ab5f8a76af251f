package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.testing.Behavior;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A provider that is wrong in one thing only. After each case there is no grant, the application
 * gets a documented error, the listener hears of it, and nothing that the provider said shows.
 */
@Timeout(180)
class HostileProviderTest {
  private static final String EXCHANGE_FAILED = "token.exchange_failed";
  private static final String PROVIDER_ERROR = "api.provider_error";
  private static final String ACCESS_DENIED = "grant.access_denied";
  private static final String MARKUP = "<script>alert(1)</script>\r\nSet-Cookie: a=b";
  private static final String DEEP = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);

  private final TestProvider provider = TestProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  static Stream<Arguments> authorizationResponses() {
    return Stream.of(
        wrong("no code", EXCHANGE_FAILED, p -> p.authorization().remove("code")),
        wrong("empty code", EXCHANGE_FAILED, p -> p.authorization().set("code", "")),
        wrong("blank code", EXCHANGE_FAILED, p -> p.authorization().set("code", " ")),
        wrong(
            "code with a line break", EXCHANGE_FAILED, p -> p.authorization().set("code", MARKUP)),
        wrong("issuer in capitals", EXCHANGE_FAILED, HostileProviderTest::issuerInCapitals),
        wrong("empty issuer", EXCHANGE_FAILED, p -> p.authorization().set("iss", "")),
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
        token("deep", EXCHANGE_FAILED, Reply.json(DEEP)),
        token("truncated", PROVIDER_ERROR, Reply.json("{\"access_token\":\"a\"}").truncated()),
        token("half an object", EXCHANGE_FAILED, Reply.json("{\"access_token\":\"a")),
        token("endless", PROVIDER_ERROR, Reply.endless()),
        token("see other", EXCHANGE_FAILED, Reply.redirect(303, "http://127.0.0.1:1/")),
        token("not modified", EXCHANGE_FAILED, Reply.status(304)),
        token("unavailable", PROVIDER_ERROR, Reply.oauthError("temporarily_unavailable", MARKUP)),
        token("compressed", EXCHANGE_FAILED, Reply.of(200, "application/json", "\u001f\u008b\b")),
        token("UTF-16", EXCHANGE_FAILED, Reply.json("{\0\"\0a\0")),
        wrong("token with a line break", EXCHANGE_FAILED, p -> tokenIs(p, "a\r\nSet-Cookie: a=b")),
        wrong("token of letters beyond ASCII", EXCHANGE_FAILED, p -> tokenIs(p, "s3cr\u00e9t")),
        wrong("token too long", EXCHANGE_FAILED, p -> tokenIs(p, "x".repeat(70_000))),
        wrong("token is null", EXCHANGE_FAILED, p -> p.token().set("access_token", null)),
        wrong("token is an object", EXCHANGE_FAILED, p -> p.token().set("access_token", Map.of())),
        wrong("refresh token with NUL", EXCHANGE_FAILED, p -> p.token().set("refresh_token", "\0")),
        wrong("type with markup", EXCHANGE_FAILED, p -> p.token().set("token_type", MARKUP)),
        wrong("type is MAC", EXCHANGE_FAILED, p -> p.token().set("token_type", "mac")),
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
        wrong("UserInfo 400", PROVIDER_ERROR, p -> userinfo(p).reply(Reply.status(400))),
        wrong("UserInfo endless", PROVIDER_ERROR, p -> userinfo(p).reply(Reply.endless())),
        wrong("UserInfo deep", PROVIDER_ERROR, p -> userinfo(p).reply(Reply.json(DEEP))),
        wrong(
            "UserInfo as a JWT that is not signed",
            EXCHANGE_FAILED,
            p -> userinfo(p).reply(Reply.of(200, "application/jwt", "e30.e30.c2ln"))),
        wrong("UserInfo subject a number", EXCHANGE_FAILED, p -> userinfo(p).set("sub", 1)),
        wrong(
            "UserInfo subject a list",
            EXCHANGE_FAILED,
            p -> userinfo(p).edit(c -> c.put("sub", List.of(c.get("sub"))))));
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
        wrong("deep", PROVIDER_ERROR, p -> p.discovery().reply(Reply.json(DEEP))),
        wrong("endless", PROVIDER_ERROR, p -> p.discovery().reply(Reply.endless())),
        wrong("cut off", PROVIDER_ERROR, p -> p.discovery().reply(Reply.json("{}").truncated())),
        wrong("an array", PROVIDER_ERROR, p -> p.discovery().reply(Reply.json("[]"))),
        wrong("issuer a list", PROVIDER_ERROR, p -> p.discovery().set("issuer", List.of(1))),
        wrong("issuer with a line break", PROVIDER_ERROR, p -> p.discovery().set("issuer", MARKUP)),
        wrong(
            "no authorization endpoint",
            PROVIDER_ERROR,
            p -> p.discovery().remove("authorization_endpoint")),
        wrong(
            "endpoint with a password",
            PROVIDER_ERROR,
            p -> p.discovery().set("authorization_endpoint", "https://a:b@evil.example/")),
        wrong("elsewhere", PROVIDER_ERROR, p -> p.discovery().redirect(301)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"authorizationResponses", "tokenResponses", "otherReplies"})
  void login_withAnythingWrong_endsWithoutGrant(
      String what, String error, Consumer<TestProvider> knob) {
    try (FlowDriver driver = driver()) {
      knob.accept(provider);
      driver.assertRefused(driver.login(), error);
      assertThat(provider.requests(Endpoint.TOKEN)).hasSizeLessThanOrEqualTo(1);
    }
  }

  static Stream<String> innerAddresses() {
    return Stream.of(
        "https://169.254.169.254/latest",
        "https://10.0.0.1/token",
        "https://[::ffff:10.0.0.1]/token",
        "https://[64:ff9b::a00:1]/token",
        "http://10.0.0.1/token",
        "https://0.0.0.0/token",
        "https://2130706433/token",
        "https://no-such-host.invalid/token",
        "file:///etc/passwd",
        "https:///token");
  }

  /** The endpoint policy's; what else it knows is in its own test. */
  @ParameterizedTest
  @MethodSource("innerAddresses")
  void login_withEndpointsInTheNetworkOfTheApplication_endsWithoutGrant(String address) {
    provider.discovery().set("token_endpoint", address);
    try (FlowDriver driver = driver()) {
      AuthorizationRedirect begun = driver.begin();
      Map<String, String> end =
          begun.location().startsWith(provider.issuer())
              ? driver.finish(begun, provider.authorize(URI.create(begun.location())).parameters())
              : FlowDriver.query(begun.location());
      driver.assertRefused(end, PROVIDER_ERROR);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("discoveries")
  void login_withBadDiscovery_doesNotBegin(String what, String error, Consumer<TestProvider> knob) {
    try (FlowDriver driver = driver()) {
      knob.accept(provider);
      driver.assertRefused(FlowDriver.query(driver.begin().location()), error);
      assertThat(provider.requests(Endpoint.AUTHORIZATION)).isEmpty();
    }
  }

  private FlowDriver driver() {
    return new FlowDriver(provider, provider.openIdSettings(), "openid", "email");
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

  private static void tokenIs(TestProvider provider, String token) {
    provider.token().set("access_token", token);
    userinfo(provider); // which would be asked with it
  }

  private static void issuerInCapitals(TestProvider provider) {
    provider.authorization().set("iss", provider.issuer().replace("http", "HTTP"));
  }
}
