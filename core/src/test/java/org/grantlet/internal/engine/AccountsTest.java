package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.grantlet.ConfigurationException;
import org.grantlet.Grant;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Logs;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who authenticated, and what the application learns of the address. */
@Timeout(180)
class AccountsTest {
  private final TestProvider provider = TestProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void login_whoseTokenIsNotForUserInfo_isOfTheIdTokensSubject(int status) {
    provider.idToken().remove("email");
    provider.userinfo().reply(Reply.status(status));
    try (FlowDriver driver = driver()) {
      Map<String, String> redirect = driver.login();
      assertThat(redirect).containsEntry("success", "true").doesNotContainKey("email");
      Grant grant = driver.grantlet.grants().get(redirect.get("grant_id"));
      assertThat(grant.providerUserId()).isEqualTo(TestUser.ADA.subject());
      assertThat(grant.email()).isNull();
      assertThat(grant.emailVerified()).isNull();
    }
  }

  /** The suite's userinfo-signed. */
  @Test
  void login_withSignedUserInfo_takesItsAddress() {
    provider.signedUserInfo();
    provider.idToken().edit(AccountsTest::withoutEmailInIdToken);
    try (FlowDriver driver = driver()) {
      assertThat(driver.login()).containsEntry("email", TestUser.ADA.email());
    }
  }

  static Stream<Arguments> forgedUserInfo() {
    return Stream.of(
        odd("another issuer", p -> p.userinfo().set("iss", "https://another.example")),
        odd("no issuer", p -> p.userinfo().remove("iss")),
        odd("another audience", p -> p.userinfo().set("aud", "another")),
        odd("no audience", p -> p.userinfo().remove("aud")),
        odd("another subject", p -> p.userinfo().set("sub", "another")),
        odd("no subject", p -> p.userinfo().remove("sub")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgedUserInfo")
  void login_withSignedUserInfoOfAnother_isRefused(String what, Consumer<TestProvider> knob) {
    provider.signedUserInfo();
    provider.idToken().edit(AccountsTest::withoutEmailInIdToken);
    knob.accept(provider);
    try (FlowDriver driver = driver()) {
      driver.assertRefused(driver.login(), "token.exchange_failed");
    }
  }

  @Test
  void login_withUserInfoThatIsNotSigned_isRefused() {
    provider.idToken().remove("email");
    String claims = "eyJzdWIiOiJzdWJqZWN0LWFkYSJ9";
    provider
        .userinfo()
        .reply(Reply.of(200, "application/jwt", "eyJhbGciOiJub25lIn0." + claims + "."));
    try (FlowDriver driver = driver()) {
      driver.assertRefused(driver.login(), "token.exchange_failed");
    }
  }

  static Stream<Arguments> addresses() {
    return Stream.of(
        arguments(true, true),
        arguments("true", true),
        arguments(false, false),
        arguments("false", false),
        arguments(null, null),
        arguments("perhaps", null));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void address_isHandedOnUnlessTheProviderSaysThatItIsUnverified(Object told, Boolean verified) {
    provider.idToken().set("email_verified", told);
    try (FlowDriver driver = driver()) {
      Map<String, String> redirect = driver.login();
      Grant grant = driver.grantlet.grants().get(redirect.get("grant_id"));
      assertThat(grant.email()).isEqualTo(TestUser.ADA.email());
      assertThat(grant.emailVerified()).isEqualTo(verified);
      assertThat(redirect.containsKey("email")).isEqualTo(!Boolean.FALSE.equals(verified));
    }
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void address_ofUserInfo_isTreatedLikewise(Object told, Boolean verified) {
    provider.idToken().remove("email");
    provider.userinfo().set("email_verified", told);
    try (FlowDriver driver = driver()) {
      String id = driver.login().get("grant_id");
      assertThat(driver.grantlet.grants().get(id).emailVerified()).isEqualTo(verified);
    }
  }

  @Test
  void scopesByOtherNames_areGranted_andMissingOnesAreNot() {
    EntryDriver entries = new EntryDriver(provider);
    String entry =
        entries.entry(
            Map.of(
                "authorization",
                Map.of("scope_aliases", List.of(List.of("email", "https://x.example/email")))));
    provider.token().set("scope", "https://x.example/email calendar");
    try (Grantlet grantlet = entries.start(entry, "email", "calendar")) {
      all(grantlet);
      assertThat(entries.answer(grantlet, Map.of(), Map.of())).containsEntry("success", "true");
      provider.token().set("scope", "https://x.example/email");
      assertThat(entries.answer(grantlet, Map.of(), Map.of()))
          .containsEntry("error", "grant.scopes_conflict");
    }
  }

  private static void all(Grantlet grantlet) {
    grantlet
        .integrations()
        .update(
            EntryDriver.ACME,
            IntegrationSpec.builder().setting("require_all_scopes", true).build());
  }

  @Test
  void subjectOfSeveralPaths_takesTheFirstThatIsTold() {
    EntryDriver entries = new EntryDriver(provider);
    String entry =
        entries.entry(
            Map.of(
                "identity",
                Map.of(
                    "subject",
                    List.of(List.of("token:team.id", "token:enterprise.id"), "token:user.id"))));
    provider
        .token()
        .set("team", null)
        .set("enterprise", Map.of("id", "E1"))
        .set("user", Map.of("id", "U1"));
    try (Grantlet grantlet = entries.start(entry)) {
      Grant first = entries.login(grantlet, Map.of(), Map.of());
      assertThat(first.providerUserId()).isEqualTo("E1:U1");
      assertThat(entries.login(grantlet, Map.of(), Map.of()).id()).isEqualTo(first.id());
      provider.token().set("team", Map.of("id", "T1"));
      assertThat(entries.login(grantlet, Map.of(), Map.of()).providerUserId()).isEqualTo("T1:U1");
    }
  }

  @Test
  void authorizationParameters_areSent_andSayNothingOfTheFlowsOwn() {
    Map<String, Object> settings = new LinkedHashMap<>(provider.openIdSettings());
    settings.put(
        "authorization_parameters",
        Map.of("audience", "https://api.example.com/?a=b&c", "prompt", ""));
    try (FlowDriver driver = new FlowDriver(provider, settings, "openid")) {
      AuthorizationRedirect begun = driver.begin();
      assertThat(FlowDriver.query(begun.location()))
          .containsEntry("audience", "https://api.example.com/?a=b&c")
          .containsEntry("prompt", "");
      assertThat(driver.finish(begun, driver.authorize(begun))).containsEntry("success", "true");
    }
    for (String refused : List.of("state", "request_uri", "claims", "code_challenge_method")) {
      settings.put("authorization_parameters", Map.of(refused, "x"));
      assertThatThrownBy(() -> new FlowDriver(provider, settings, "openid"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("must not hold " + refused);
    }
  }

  @Test
  void openid_withoutIssuer_isRefusedWithAdvice() {
    assertThatThrownBy(() -> new FlowDriver(provider, provider.oauthSettings(), "openid"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("needs settings.issuer");
  }

  @Test
  void openid_inARequest_isRefusedWithoutIssuer_too() {
    try (FlowDriver driver = new FlowDriver(provider, provider.oauthSettings(), "email")) {
      assertThatThrownBy(
              () ->
                  Engine.of(driver.grantlet)
                      .flow()
                      .loginUrls()
                      .create(
                          HostedAuthRequest.builder(FlowDriver.PROVIDER)
                              .redirectUri(FlowDriver.CONNECTED)
                              .scope(List.of("openid"))
                              .build()))
          .isInstanceOf(GrantletException.class)
          .hasMessageContaining("needs settings.issuer");
    }
  }

  @Test
  void basicCredentials_withoutFormEncoding_areSentAsTheyAre() {
    provider.client("id of+app", "s3cret%of:more-than-256-bits-in-all-of-it");
    Map<String, Object> settings = new LinkedHashMap<>(provider.openIdSettings());
    settings.put("token_endpoint_auth_method", "client_secret_basic_unencoded");
    provider.token().reply(request -> Reply.status(500));
    try (FlowDriver driver = new FlowDriver(provider, settings, "openid")) {
      driver.login();
    }
    String sent = provider.requests(Endpoint.TOKEN).get(0).header("Authorization");
    assertThat(new String(Base64.getDecoder().decode(sent.substring(6)), StandardCharsets.UTF_8))
        .isEqualTo("id of+app:s3cret%of:more-than-256-bits-in-all-of-it");
  }

  @Test
  void tokenOfAnotherType_isTakenWhereTheIntegrationNamesIt() {
    provider.token().set("token_type", "mac");
    Map<String, Object> settings = new LinkedHashMap<>(provider.openIdSettings());
    settings.put("token_type", "Bearer");
    try (FlowDriver driver = new FlowDriver(provider, settings, "openid")) {
      String id = driver.login().get("grant_id");
      assertThat(driver.grantlet.grants().accessToken(id).tokenType()).isEqualTo("Bearer");
    }
  }

  @Test
  void missingRefreshToken_thatWasAskedFor_isInTheLog() {
    provider.token().remove("refresh_token");
    try (Logs logs = Logs.listen();
        FlowDriver driver =
            new FlowDriver(provider, provider.openIdSettings(), "openid", "offline_access")) {
      String id = driver.login().get("grant_id");
      assertThat(driver.grantlet.grants().get(id).refreshable()).isFalse();
      assertThat(logs.text()).contains("test gave no refresh token, although one was asked for");
    }
  }

  private FlowDriver driver() {
    return new FlowDriver(provider, provider.openIdSettings(), "openid", "email");
  }

  /** The mint signs UserInfo too, which has no {@code exp}. */
  private static void withoutEmailInIdToken(Map<String, Object> claims) {
    if (claims.containsKey("exp")) {
      claims.remove("email");
    }
  }

  private static Arguments odd(String what, Consumer<TestProvider> knob) {
    return arguments(what, knob);
  }
}
