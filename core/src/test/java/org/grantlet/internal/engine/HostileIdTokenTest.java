package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

/** ID tokens that are wrong in one thing only, and keys that are. */
@Timeout(180)
class HostileIdTokenTest {
  private static final String EXCHANGE_FAILED = "token.exchange_failed";
  private static final String PROVIDER_ERROR = "api.provider_error";

  /** RFC 9068: an access token that could be taken for an ID token. */
  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  private final TestProvider provider = TestProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  static Stream<Arguments> claims() {
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
        idToken("hash of another access token", token -> token.set("at_hash", "AAAAAAAAAAAAAAAA")));
  }

  static Stream<Arguments> signatures() {
    return Stream.of(
        idToken("absent", IdTokenBehavior::absent),
        idToken("not a JWT", token -> token.raw("not.a.jwt")),
        idToken("empty", token -> token.raw("")),
        idToken("a stranger's signature", IdTokenBehavior::signedByStranger),
        idToken("not signed", IdTokenBehavior::unsigned),
        idToken("HS256 with the client secret", IdTokenBehavior::signedWithClientSecret),
        idToken("HS256 with the public key", IdTokenBehavior::signedWithPublicKey),
        idToken("changed after signing", IdTokenBehavior::tampered),
        idToken(
            "two audiences, no azp",
            token -> token.set("aud", List.of("test-client", "b")).remove("azp")),
        idToken("audience not a string", token -> token.set("aud", List.of(List.of("a")))),
        idToken("audience in capitals", token -> token.set("aud", "TEST-CLIENT")),
        idToken("expiry beyond all times", token -> token.set("exp", "9".repeat(400))),
        idToken("expiry null", token -> token.set("exp", null)),
        idToken("subject a list", token -> token.set("sub", List.of("ada"))),
        idToken("subject too long", token -> token.set("sub", "x".repeat(600))),
        idToken("nonce in capitals", token -> token.edit(HostileIdTokenTest::capitals)),
        idToken("hash not a string", token -> token.set("at_hash", List.of())),
        idToken("empty hash", token -> token.set("at_hash", "")),
        idToken("azp not a string", token -> token.set("azp", List.of("test-client"))),
        idToken("an access token", token -> token.header(h -> h.type(TYPE))),
        idToken("critical header", token -> token.header(HostileIdTokenTest::critical)),
        idToken("nested without end", token -> token.raw(nested())),
        idToken("encrypted", token -> token.raw("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0....")),
        idToken("a member twice", token -> token.raw(twice())),
        idToken("longer than a token", token -> token.set("x", "x".repeat(70_000))),
        idToken("with its key in the header", IdTokenBehavior::signedByStrangersKeyInHeader),
        idToken("with the address of its key", HostileIdTokenTest::keyAddress));
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        keys("500", PROVIDER_ERROR, p -> p.jwks().reply(Reply.status(500))),
        keys("huge", PROVIDER_ERROR, p -> p.jwks().huge()),
        keys("elsewhere", PROVIDER_ERROR, p -> p.jwks().redirect(302)),
        keys("HTML", PROVIDER_ERROR, p -> p.jwks().reply(Reply.html(200))),
        keys("endless", PROVIDER_ERROR, p -> p.jwks().reply(Reply.endless())),
        keys("cut off", PROVIDER_ERROR, p -> p.jwks().reply(Reply.json("{}").truncated())),
        keys("no keys", EXCHANGE_FAILED, p -> p.jwks().set("keys", List.of())),
        keys("not a list", PROVIDER_ERROR, p -> p.jwks().set("keys", "none")),
        keys("for encryption", EXCHANGE_FAILED, p -> eachKey(p, "use", "enc")),
        keys("for another algorithm", EXCHANGE_FAILED, p -> eachKey(p, "alg", "RS512")),
        keys("of another name", EXCHANGE_FAILED, p -> eachKey(p, "kid", "another")),
        keys("withdrawn meanwhile", EXCHANGE_FAILED, HostileIdTokenTest::withdrawn),
        keys("of another kind", EXCHANGE_FAILED, HostileIdTokenTest::otherKind));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"claims", "signatures", "keys"})
  void login_withAnythingWrong_endsWithoutGrant(
      String what, String error, Consumer<TestProvider> knob) {
    try (FlowDriver driver = driver()) {
      knob.accept(provider);
      driver.assertRefused(driver.login(), error);
      assertThat(provider.requests(Endpoint.TOKEN)).hasSize(1);
    }
  }

  @Test
  void login_whileTheKeysCannotBeFetched_usesThoseThatAreKnown() {
    try (FlowDriver driver = driver()) {
      driver.login();
      provider.jwks().hang();
      assertThat(driver.login()).containsEntry("success", "true");
      assertThat(provider.requests(Endpoint.JWKS)).hasSize(1);
    }
  }

  @Test
  void login_withUnknownKeyIdsInAFlood_asksForKeysTwiceAndDelaysNobody() {
    try (FlowDriver driver = driver()) {
      driver.login();
      provider.idToken().unknownKeyId();
      for (int i = 0; i < 50; i++) {
        assertThat(driver.login()).containsEntry("success", "false");
      }
      assertThat(provider.requests(Endpoint.JWKS)).hasSize(2);
      driver.assertNothingLeaked();
      provider.idToken().reset();
      assertThat(driver.login()).containsEntry("success", "true");
    }
  }

  @Test
  void login_afterKeysChanged_fetchesThemAgain() {
    try (FlowDriver driver = driver()) {
      driver.login();
      provider.replaceKeys();
      assertThat(driver.login()).containsEntry("success", "true");
      assertThat(provider.requests(Endpoint.JWKS)).hasSize(2);
    }
  }

  private FlowDriver driver() {
    return new FlowDriver(provider, provider.openIdSettings(), "openid", "email");
  }

  private static Arguments idToken(String what, Consumer<IdTokenBehavior> knob) {
    Consumer<TestProvider> turn = provider -> knob.accept(provider.idToken());
    return arguments("ID token: " + what, EXCHANGE_FAILED, turn);
  }

  private static Arguments keys(String what, String error, Consumer<TestProvider> knob) {
    return arguments("keys: " + what, error, knob);
  }

  private static void eachKey(TestProvider provider, String member, String value) {
    provider
        .jwks()
        .edit(
            set -> {
              for (Object key : (List<?>) set.get("keys")) {
                @SuppressWarnings("unchecked") // a JSON object has string names
                Map<String, Object> members = (Map<String, Object>) key;
                members.put(member, value);
              }
            });
  }

  /** The key that signs is published no more; another is. */
  private static void withdrawn(TestProvider provider) {
    provider.idToken().signedByStranger();
    provider.replaceKeys();
  }

  /** Keys that say to be what they are not. */
  private static void otherKind(TestProvider provider) {
    provider.signingAlgorithm("ES256");
    eachKey(provider, "kty", "oct");
  }

  private static void capitals(Map<String, Object> claims) {
    claims.put("nonce", String.valueOf(claims.get("nonce")).toUpperCase(Locale.ROOT) + "X");
  }

  private static void critical(JWSHeader.Builder header) {
    header.criticalParams(Set.of("http://example.com/unknown"));
    header.customParam("http://example.com/unknown", true);
  }

  private static void keyAddress(IdTokenBehavior token) {
    token.signedByStranger();
    token.header(header -> header.jwkURL(URI.create("http://127.0.0.1:1/jwks")));
  }

  private static String nested() {
    return jwt("{\"a\":".repeat(5000) + "1" + "}".repeat(5000));
  }

  private static String twice() {
    return jwt("{\"sub\":\"ada\",\"sub\":\"eve\"}");
  }

  private static String jwt(String claims) {
    return Base64URL.encode("{\"alg\":\"RS256\"}") + "." + Base64URL.encode(claims) + ".c2ln";
  }

  private static long epoch() {
    return Instant.now().getEpochSecond();
  }
}
