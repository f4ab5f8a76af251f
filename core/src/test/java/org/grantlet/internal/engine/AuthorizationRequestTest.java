package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.HostedAuthRequest;
import org.grantlet.IntegrationSpec;
import org.grantlet.Integrations;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.LoginUrls;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.RecordedRequest;
import org.grantlet.testing.TestProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an authorization request carries is of this request alone, and is proved afterwards. */
@Timeout(180)
class AuthorizationRequestTest {
  private final TestProvider provider = TestProvider.start();
  private final FlowDriver driver =
      new FlowDriver(provider, provider.openIdSettings(), "openid", "email");

  @AfterEach
  void stop() {
    driver.close();
    provider.close();
  }

  private List<Map<String, String>> asked(int count) {
    List<Map<String, String>> asked = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      asked.add(FlowDriver.query(driver.begin().location()));
    }
    return asked;
  }

  @Test
  void responseType_isCodeAlone() {
    assertThat(asked(1).get(0))
        .containsEntry("response_type", "code")
        .doesNotContainKeys("response_mode", "grant_type");
  }

  @Test
  void scope_isTheRequestsOrTheIntegrations() {
    assertThat(asked(1).get(0)).containsEntry("scope", "openid email");
    HostedAuthRequest fewer =
        HostedAuthRequest.builder(FlowDriver.PROVIDER)
            .redirectUri(FlowDriver.CONNECTED)
            .scope(List.of("openid"))
            .build();
    LoginUrls logins = Engine.of(driver.grantlet).flow().loginUrls();
    AuthorizationRedirect begun =
        FlowDriver.spend(driver.grantlet, logins.create(fewer).id(), null, null);
    assertThat(FlowDriver.query(begun.location())).containsEntry("scope", "openid");
  }

  /** What is written once for many logins is written again when it changes. */
  @Test
  void request_isOfTheIntegrationAsItIs_andOfWhatIsAsked() {
    Map<String, String> first = asked(2).get(1);
    assertThat(first).doesNotContainKeys("login_hint", "audience");
    Integrations integrations = driver.grantlet.integrations();
    integrations.update(
        FlowDriver.PROVIDER,
        IntegrationSpec.builder()
            .clientId("another")
            .setting("authorization_parameters", Map.of("audience", "api"))
            .scope("openid")
            .build());
    assertThat(asked(2))
        .allSatisfy(
            query ->
                assertThat(query)
                    .containsEntry("client_id", "another")
                    .containsEntry("audience", "api")
                    .containsEntry("scope", "openid"))
        .extracting(query -> query.get("state"))
        .doesNotHaveDuplicates();

    assertThat(hinted("ada@example.com")).containsEntry("login_hint", "ada@example.com");
    assertThat(hinted("a b&c")).containsEntry("login_hint", "a b&c");
    assertThat(hinted(null)).doesNotContainKey("login_hint");
    integrations.update(
        FlowDriver.PROVIDER,
        IntegrationSpec.builder()
            .setting("authorization_parameters", Map.of("login_hint", "anybody"))
            .build());
    assertThat(hinted(null)).containsEntry("login_hint", "anybody").doesNotContainKey("audience");
    assertThat(hinted("eve")).containsEntry("login_hint", "eve");
  }

  private Map<String, String> hinted(@Nullable String hint) {
    HostedAuthRequest request =
        HostedAuthRequest.builder(FlowDriver.PROVIDER)
            .redirectUri(FlowDriver.CONNECTED)
            .loginHint(hint)
            .build();
    LoginUrls logins = Engine.of(driver.grantlet).flow().loginUrls();
    return FlowDriver.query(
        FlowDriver.spend(driver.grantlet, logins.create(request).id(), null, null).location());
  }

  @Test
  void state_isAnotherEachTime() {
    assertThat(asked(5)).extracting(query -> query.get("state")).doesNotHaveDuplicates();
  }

  @Test
  void nonce_isAnotherEachTime() {
    assertThat(asked(5))
        .extracting(query -> query.get("nonce"))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void challenge_isAnotherEachTime() {
    assertThat(asked(5))
        .allSatisfy(query -> assertThat(query).containsEntry("code_challenge_method", "S256"))
        .extracting(query -> query.get("code_challenge"))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void verifier_isSentWithTheCode_andIsTheChallenges() {
    AuthorizationRedirect begun = driver.begin();
    assertThat(driver.finish(begun, driver.authorize(begun))).containsEntry("success", "true");

    RecordedRequest exchange = provider.requests(Endpoint.TOKEN).get(0);
    String verifier = exchange.parameter("code_verifier");
    assertThat(verifier).isNotNull();
    assertThat(FlowDriver.query(begun.location()))
        .containsEntry(
            "code_challenge",
            CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier)).getValue());
  }

  /** RFC 9700 section 4.5: the code of another login is not this one's; no ID token says so. */
  @Test
  void codeOfAnotherLogin_isNotExchanged() {
    try (FlowDriver plain = new FlowDriver(provider, provider.oauthSettings(), "calendar")) {
      AuthorizationRedirect victim = plain.begin();
      AuthorizationRedirect attacker = plain.begin();
      Map<String, List<String>> answer = new LinkedHashMap<>(plain.authorize(victim));
      answer.put("code", plain.authorize(attacker).get("code"));

      assertThat(plain.finish(victim, answer))
          .containsEntry("success", "false")
          .containsEntry("error", "token.exchange_failed");
      assertThat(plain.grants()).isEmpty();
    }
  }

  /** The ID token of one's own login does not either, whatever becomes of the code. */
  @Test
  void idTokenOfAnotherLogin_isRefused() {
    AuthorizationRedirect victim = driver.begin();
    String other = FlowDriver.query(driver.begin().location()).get("nonce");
    provider.idToken().set("nonce", other);

    assertThat(driver.finish(victim, driver.authorize(victim)))
        .containsEntry("success", "false")
        .containsEntry("error", "token.exchange_failed");
    assertThat(driver.grants()).isEmpty();
  }
}
