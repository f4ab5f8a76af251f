package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JWSHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.grantlet.Grantlet;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of a provider that are wrong in what nobody needs: the login makes a grant. */
@Timeout(180)
class DocumentsTest {
  private final TestProvider provider = TestProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  static Stream<Arguments> documents() {
    return Stream.of(
        member("op_policy_uri", "see our site"),
        member("service_documentation", "https://id.example.com/our docs"),
        member("scopes_supported", "openid email"),
        member("token_endpoint_auth_methods_supported", "client_secret_post"),
        member("id_token_signing_alg_values_supported", "RS256"),
        member("request_uri_parameter_supported", "true"),
        member("authorization_response_iss_parameter_supported", "true"),
        member("ui_locales_supported", List.of("en_US", "x")),
        member("acr_values_supported", "1 2"),
        member("mtls_endpoint_aliases", List.of()),
        member("response_types_supported", null),
        member("jwks", Map.of("keys", List.of(Map.of("kty", 5)))),
        member("x_huge", "x".repeat(500_000)),
        member("x_nested", Map.of("a", List.of(List.of(Map.of("b", List.of()))))),
        member("subject_types_supported", Map.of()),
        member("revocation_endpoint", ""),
        wrong("no subject types", p -> p.discovery().remove("subject_types_supported")),
        wrong("of type octet-stream", p -> p.discovery().type("application/octet-stream")),
        wrong("of type text/plain", p -> p.discovery().type("text/plain; charset=utf-8")),
        key("of secp256k1", Map.of("kty", "EC", "crv", "secp256k1", "x", "AA", "y", "AA")),
        key("of P-999", Map.of("kty", "EC", "crv", "P-999", "x", "AA", "y", "AA")),
        key("of BP-256", Map.of("kty", "EC", "crv", "BP-256", "x", "AA", "y", "AA")),
        key("without kty", Map.of("kid", "x", "use", "sig")),
        key("that is no object", "key"),
        key("of another use", Map.of("kty", "RSA", "use", "tls", "n", "AQAB", "e", "AQAB")),
        key("whose use is a number", Map.of("kty", "RSA", "use", 5, "n", "AQAB", "e", "AQAB")),
        key("of Ed448", Map.of("kty", "OKP", "crv", "Ed448", "x", "AA")),
        key("of Ed25519 that is too short", Map.of("kty", "OKP", "crv", "Ed25519", "x", "AA")),
        key("off its curve", Map.of("kty", "EC", "crv", "P-256", "x", "AQ", "y", "AQ")),
        wrong("keys of type text/plain", p -> p.jwks().type("text/plain")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void login_withADocumentThatIsWrongInWhatIsNotUsed_makesAGrant(
      String what, Consumer<TestProvider> knob) {
    knob.accept(provider);
    try (FlowDriver driver = driver()) {
      assertThat(driver.login()).containsEntry("success", "true");
    }
  }

  @Test
  void documents_areAskedForAsJsonFirst_andAsAnything() {
    try (FlowDriver driver = driver()) {
      driver.login();
    }
    for (Endpoint endpoint : List.of(Endpoint.DISCOVERY, Endpoint.JWKS)) {
      assertThat(provider.requests(endpoint).get(0).header("Accept"))
          .startsWith("application/json")
          .contains("*/*");
    }
  }

  @Test
  void login_afterANewKeyUnderAnOldName_fetchesTheKeysOnce_andAForgeryCostsNoMore() {
    try (FlowDriver driver = driver()) {
      driver.login();
      provider.replaceKeysUnderOldId();
      assertThat(driver.login()).containsEntry("success", "true");
      assertThat(provider.requests(Endpoint.JWKS)).hasSize(2);
      provider.idToken().signedByStranger();
      for (int i = 0; i < 20; i++) {
        assertThat(driver.login()).containsEntry("error", "token.exchange_failed");
      }
      assertThat(provider.requests(Endpoint.JWKS)).hasSize(2);
      provider.idToken().reset();
      assertThat(driver.login()).containsEntry("success", "true");
    }
  }

  @Test
  void login_signedByAnAlgorithmThatIsNotAnnounced_isRefused() {
    provider.signingAlgorithm("ES256");
    provider.discovery().set("id_token_signing_alg_values_supported", List.of("RS256", "none"));
    try (FlowDriver driver = driver()) {
      driver.assertRefused(driver.login(), "token.exchange_failed");
      assertThat(provider.requests(Endpoint.JWKS)).isEmpty();
    }
  }

  @Test
  void login_signedWithTheClientSecret_isRefusedUnlessTheIntegrationSaysSo() {
    provider.discovery().set("id_token_signing_alg_values_supported", List.of("RS256", "HS256"));
    provider.idToken().signedWithClientSecret();
    try (FlowDriver driver = driver()) {
      driver.assertRefused(driver.login(), "token.exchange_failed");
    }
    try (FlowDriver driver = driver("id_token_signed_response_alg", "HS256")) {
      assertThat(driver.login()).containsEntry("success", "true");
    }
  }

  @Test
  void login_byAClientAuthenticationThatTheProviderDoesNotTake_doesNotBegin() {
    provider
        .discovery()
        .set("token_endpoint_auth_methods_supported", List.of("private_key_jwt", "none"));
    try (FlowDriver driver = driver()) {
      driver.assertRefused(FlowDriver.query(driver.begin().location()), "api.provider_error");
      assertThat(provider.requests(Endpoint.AUTHORIZATION)).isEmpty();
    }
    try (FlowDriver driver = driver("token_endpoint_auth_method", "client_secret_basic")) {
      assertThat(driver.login()).containsEntry("success", "true");
    }
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        wrong("of another key", p -> p.idToken().signedByStranger()),
        wrong("of a key that is not published", p -> p.idToken().unknownKeyId()),
        wrong("changed after signing", p -> p.idToken().tampered()),
        wrong("with a critical header", p -> p.idToken().header(DocumentsTest::critical)),
        wrong("of another access token", p -> p.idToken().set("at_hash", "AAAAAAAAAAAAAAAA")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void login_withAWrongEd25519Signature_isRefused(String what, Consumer<TestProvider> knob) {
    provider.signingAlgorithm("EdDSA");
    knob.accept(provider);
    try (FlowDriver driver = driver()) {
      driver.assertRefused(driver.login(), "token.exchange_failed");
    }
  }

  private static void critical(JWSHeader.Builder header) {
    header.criticalParams(Set.of("exp")).customParam("exp", 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EdDSA", "Ed25519"})
  void login_withEd25519ByName_takesBothItsNames_andNothingElse(String name) {
    provider.signingAlgorithm("Ed25519");
    try (FlowDriver driver = driver("id_token_signed_response_alg", name)) {
      assertThat(driver.login()).containsEntry("success", "true");
      provider.signingAlgorithm("RS256");
      assertThat(driver.login()).containsEntry("error", "token.exchange_failed");
    }
  }

  @ParameterizedTest
  @CsvSource({"60, 50, true", "60, 70, false", "300, 290, true", "0, 5, false"})
  void login_withAClockThatIsBehind_succeedsWithinTheSkew(long skew, long ended, boolean success) {
    MutableClock clock = MutableClock.atNow();
    provider.clock(clock).idToken().set("exp", clock.instant().getEpochSecond() - ended);
    try (FlowDriver driver =
        new FlowDriver(
            FlowDriver.PROVIDER,
            provider::authorize,
            provider::secrets,
            provider.openIdSettings(),
            List.of("openid"),
            Grantlet.builder()
                .customProviders(true)
                .clock(clock)
                .clockSkew(Duration.ofSeconds(skew)))) {
      assertThat(driver.login()).containsEntry("success", String.valueOf(success));
    }
  }

  @Test
  void discovery_atAnotherAddress_isOfTheIssuerAllTheSame() {
    try (FlowDriver driver =
        driver("discovery_url", provider.uri(Endpoint.DISCOVERY) + "?version=2")) {
      assertThat(driver.login()).containsEntry("success", "true");
      assertThat(provider.requests(Endpoint.DISCOVERY).get(0).parameter("version")).isEqualTo("2");
    }
    provider.discovery().set("issuer", "https://another.example");
    try (FlowDriver driver = driver("discovery_url", provider.uri(Endpoint.DISCOVERY).toString())) {
      driver.assertRefused(FlowDriver.query(driver.begin().location()), "api.provider_error");
    }
  }

  private FlowDriver driver(String... setting) {
    Map<String, String> settings = new LinkedHashMap<>(provider.openIdSettings());
    if (setting.length > 0) {
      settings.put(setting[0], setting[1]);
    }
    return new FlowDriver(provider, settings, "openid", "email");
  }

  private static Arguments member(String name, Object value) {
    return wrong("discovery: " + name, p -> p.discovery().set(name, value));
  }

  /** A key that stands before the right one. */
  private static Arguments key(String what, Object key) {
    return wrong(
        "a key " + what,
        p ->
            p.jwks()
                .edit(
                    set -> {
                      List<Object> keys = new ArrayList<>();
                      keys.add(key);
                      keys.addAll((List<?>) set.get("keys"));
                      set.put("keys", keys);
                    }));
  }

  private static Arguments wrong(String what, Consumer<TestProvider> knob) {
    return arguments(what, knob);
  }
}
