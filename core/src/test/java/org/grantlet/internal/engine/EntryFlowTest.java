package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.ConfigurationException;
import org.grantlet.Grant;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.docs.Snippets;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.provider.ClientCredentials;
import org.grantlet.provider.Provider;
import org.grantlet.provider.ProviderHook;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.RecordedRequest;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Entries of an application's own: what they say is what happens. */
@Timeout(180)
class EntryFlowTest {
  private final TestProvider provider = TestProvider.start();
  private final EntryDriver driver = new EntryDriver(provider);

  @AfterEach
  void stop() {
    provider.close();
  }

  /** The entry that the documentation shows: ten lines and no Java. */
  @Test
  void entryOfTheDocumentation_runsTheWholeFlow() {
    String entry = Snippets.named("entry");
    assertThat(entry.lines().count()).isLessThanOrEqualTo(11);
    try (Grantlet grantlet =
        driver.start(entry.replace("https://acme.example", provider.issuer()))) {
      Grant grant = driver.login(grantlet, Map.of(), Map.of());
      assertThat(grant.providerUserId()).isEqualTo(TestUser.ADA.subject());
      assertThat(grant.email()).isEqualTo(TestUser.ADA.email());
      assertThat(grantlet.grants().refresh(grant.id()).status()).isEqualTo(grant.status());
      grantlet.grants().delete(grant.id());
      assertThat(provider.requests(Endpoint.REVOCATION)).hasSize(1);
    }
  }

  @Test
  void entryOfAnOpenIdProvider_needsItsIssuerAlone() {
    String entry = Json.text(Map.of("name", "Acme", "issuer", provider.issuer()));
    try (Grantlet grantlet = driver.start(entry, "openid", "email")) {
      Grant grant = driver.login(grantlet, Map.of(), Map.of());
      assertThat(grant.providerUserId()).isEqualTo(TestUser.ADA.subject());
      assertThat(provider.requests(Endpoint.DISCOVERY)).hasSize(1);
      grantlet.grants().delete(grant.id());
      assertThat(provider.requests(Endpoint.REVOCATION)).hasSize(1);
    }
  }

  @Test
  void callbackParameter_isKeptAndFillsLaterEndpoints() {
    String entry =
        driver.entry(
            Map.of(
                "token_endpoint", provider.issuer() + "/{place}",
                "inputs", List.of(Map.of("name", "place", "pattern", "[a-z]+", "example", "token")),
                "keep",
                    List.of(EntryDriver.keep("place", "callback:place", "at-(?<value>[a-z]+)"))));
    try (Grantlet grantlet = driver.start(entry)) {
      Grant grant = driver.login(grantlet, Map.of(), Map.of("place", List.of("at-token")));
      assertThat(grant.settings()).containsEntry("place", "token");
      assertThat(grantlet.grants().refresh(grant.id()).settings()).containsEntry("place", "token");
      for (List<String> wrong : List.of(List.of("at-../x"), List.of("at-token", "at-token"))) {
        assertThat(driver.answer(grantlet, Map.of(), Map.of("place", wrong)))
            .containsEntry("error", "token.exchange_failed");
      }
      assertThat(provider.requests(Endpoint.TOKEN)).hasSize(2);
    }
  }

  @Test
  void tokenResponse_isKeptAndNamesTheAccount() {
    provider.token().set("site", Map.of("id", 7, "url", "https://site.example"));
    String entry =
        driver.entry(
            Map.of(
                "identity", Map.of("subject", List.of("token:site.id", "sub"), "name", "name"),
                "keep",
                    List.of(
                        EntryDriver.keep("site_url", "token:site.url", "https:/{2}[a-z.]+"),
                        EntryDriver.keep("site_id", "token:site.id", "[a-z]+"))));
    try (Grantlet grantlet = driver.start(entry)) {
      Grant grant = driver.login(grantlet, Map.of("own", "kept too"), Map.of());
      assertThat(grant.providerUserId()).isEqualTo("7:" + TestUser.ADA.subject());
      assertThat(grant.settings())
          .containsOnly(
              Map.entry("own", "kept too"),
              Map.entry("site_url", "https://site.example"),
              Map.entry("account_name", TestUser.ADA.name()));
    }
  }

  @Test
  void subjectOfTheEntry_doesNotExcuseUserInfoOfSomebodyElse() {
    provider.idToken().remove("email");
    provider.userinfo().set("sub", "somebody-else");
    String entry =
        driver.entry(
            Map.of(
                "issuer", provider.issuer(),
                "jwks_uri", provider.uri(Endpoint.JWKS).toString(),
                "authorization", Map.of("required_scope", List.of("openid")),
                "identity", Map.of("subject", List.of("name", "sub"))));
    try (Grantlet grantlet = driver.start(entry)) {
      assertThat(driver.answer(grantlet, Map.of(), Map.of()))
          .containsEntry("error", "token.exchange_failed");
      provider.userinfo().reset();
      assertThat(driver.login(grantlet, Map.of(), Map.of()).providerUserId())
          .isEqualTo(TestUser.ADA.name() + ":" + TestUser.ADA.subject());
    }
  }

  @Test
  void authorizationRequest_isAsTheEntrySays() {
    String entry =
        driver.entry(
            Map.of(
                "inputs", List.of(EntryDriver.input("team", "[a-z]*", "red", "")),
                "authorization",
                    Map.of(
                        "parameters",
                        Map.of("audience", "api", "team", "{team}"),
                        "parameter_names",
                        Map.of("login_hint", "login"),
                        "scope_parameter",
                        "user_scope",
                        "scope_separator",
                        ",",
                        "required_scope",
                        List.of("offline"),
                        "response_mode",
                        "form_post",
                        "pkce",
                        false)));
    try (Grantlet grantlet = driver.start(entry)) {
      AuthorizationRedirect begun = driver.begin(grantlet, Map.of());
      assertThat(FlowDriver.query(begun.location()))
          .containsEntry("user_scope", "calendar,offline")
          .containsEntry("audience", "api")
          .containsEntry("login", "ada@example.com")
          .containsEntry("response_mode", "form_post")
          .doesNotContainKeys("scope", "team", "login_hint", "code_challenge", "nonce");
      assertThat(begun.crossSitePost()).isTrue();
      assertThat(FlowDriver.query(driver.begin(grantlet, Map.of("team", "blue")).location()))
          .containsEntry("team", "blue");
    }
  }

  @Test
  void input_thatDoesNotFit_isRefusedWithAnExample() {
    String entry =
        driver.entry(
            Map.of(
                "token_endpoint",
                provider.issuer() + "/{shop}",
                "inputs",
                List.of(Map.of("name", "shop", "pattern", "[a-z]+", "example", "acme"))));
    try (Grantlet grantlet = driver.start(entry)) {
      assertThatThrownBy(() -> driver.begin(grantlet, Map.of()))
          .isInstanceOf(GrantletException.class)
          .hasMessage("settings.shop is required: it looks like acme");
      assertThatThrownBy(() -> driver.begin(grantlet, Map.of("shop", "evil.example/")))
          .isInstanceOf(GrantletException.class)
          .hasMessage("settings.shop must look like acme, not 'evil.example/'");
    }
  }

  @Test
  void hook_checksTheAnswerAndMintsTheSecret() {
    driver.builder.hook(new MintingHook());
    try (Grantlet grantlet =
        driver.start(
            driver.entry(
                Map.of("hook", "mint", "token_endpoint_auth_method", "client_secret_post")))) {
      provider.client("test-client", "minted"); // another secret than the integration has
      assertThat(driver.answer(grantlet, Map.of(), Map.of("signature", List.of("forged"))))
          .containsEntry("error", "token.exchange_failed");
      assertThat(provider.requests(Endpoint.TOKEN)).isEmpty();
      driver.login(grantlet, Map.of(), Map.of("signature", List.of("right")));
    }
  }

  @Test
  void refresh_byAccessToken_exchangesTheAccessToken() {
    provider.token().remove("refresh_token").set("expires_in", null);
    String entry =
        driver.entry(
            Map.of(
                "token", Map.of("expires_in", 600),
                "refresh",
                    Map.of(
                        "endpoint",
                        provider.issuer() + "/userinfo",
                        "by_access_token",
                        true,
                        "grant_type",
                        "exchange",
                        "body",
                        "query")));
    try (Grantlet grantlet = driver.start(entry)) {
      Grant grant = driver.login(grantlet, Map.of(), Map.of());
      String first = grantlet.grants().accessToken(grant.id()).value();
      provider.userinfo().reply(Reply.json("{\"access_token\": \"second\"}"));
      assertThat(grantlet.grants().accessToken(grant.id()).value()).isEqualTo(first);
      driver.clock.advance(Duration.ofMinutes(11));
      assertThat(grantlet.grants().accessToken(grant.id()).value()).isEqualTo("second");
      RecordedRequest refresh = provider.requests(Endpoint.USERINFO).get(1);
      assertThat(refresh.method()).isEqualTo("GET");
      assertThat(refresh.parameter("grant_type")).isEqualTo("exchange");
      assertThat(refresh.parameter("access_token")).isEqualTo(first);
    }
  }

  @Test
  void errors_meanWhatTheEntrySays() {
    String entry =
        driver.entry(
            Map.of(
                "authorization",
                Map.of("denied", List.of("user_cancelled")),
                "success",
                Map.of("ok", true),
                "token",
                Map.of("error", "fault.code"),
                "refresh",
                Map.of("refusals", List.of(Map.of("errors", List.of("dead"))))));
    provider.token().set("ok", true);
    try (Grantlet grantlet = driver.start(entry)) {
      Grant grant = driver.login(grantlet, Map.of(), Map.of());
      provider.refresh().reply(Reply.json("{\"ok\": false, \"fault\": {\"code\": \"dead\"}}"));
      assertThatThrownBy(() -> grantlet.grants().refresh(grant.id()))
          .hasMessageContaining("has to be authenticated again");
      assertThat(driver.answer(grantlet, Map.of(), Map.of("error", List.of("user_cancelled"))))
          .containsEntry("error", "grant.access_denied");
    }
  }

  @Test
  void start_namesWhatTheDeploymentForbids() {
    driver.builder.insecureLoopback(false);
    assertThatThrownBy(() -> driver.start(driver.entry(Map.of("hook", "none"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("acme.json: token_endpoint must be https")
        .hasMessageContaining("acme.json: hook must be one of");
  }

  private static final class MintingHook implements ProviderHook {
    @Override
    public String name() {
      return "mint";
    }

    @Override
    public boolean acceptsAnswer(ClientCredentials client, Map<String, List<String>> parameters) {
      return List.of("right").equals(parameters.get("signature"));
    }

    @Override
    public Map<String, String> tokenRequest(
        Provider asked, ClientCredentials client, Map<String, String> parameters) {
      Map<String, String> minted = new LinkedHashMap<>(parameters);
      minted.put("client_secret", client.secrets().get("private_key").reveal());
      return minted;
    }
  }
}
