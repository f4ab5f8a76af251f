package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The calls on one grant. */
class GrantsTest {
  private ApiServer server = ApiServer.start();
  private ApiClient api;

  @BeforeEach
  void connectAcme() {
    api = ApiClient.of(server);
    api.post("/integrations", server.acme()).ok();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Map<String, Object> create() {
    return api.post("/grants", server.ada()).data();
  }

  @Test
  void create_fromARefreshToken_answersTheGrantWithoutTokens() {
    Map<String, Object> body = server.ada();
    body.put("metadata", Map.of("plan", "pro"));
    body.put("state", "s-1");
    body.put("account_id", "account-1");
    Answer answer = api.post("/grants", body);
    Map<String, Object> grant = answer.data();

    int now = (int) server.clock.instant().getEpochSecond();
    Map<String, Object> expected = new HashMap<>();
    expected.put("id", grant.get("id"));
    expected.put("provider", "acme");
    expected.put("grant_status", "valid");
    expected.put("email", TestUser.ADA.email());
    expected.put("email_verified", true);
    expected.put("refreshable", true);
    expected.put("account_id", "account-1");
    expected.put("provider_user_id", TestUser.ADA.subject());
    expected.put("scope", List.of("openid", "email"));
    expected.put("metadata", Map.of("plan", "pro"));
    expected.put("settings", Map.of());
    expected.put("state", "s-1");
    expected.put("ip", null);
    expected.put("user_agent", null);
    expected.put("created_at", now);
    expected.put("updated_at", now);
    expected.put("last_refresh_at", now);
    expected.put("last_refresh_error", null);
    assertThat(grant).isEqualTo(expected);
    assertThat(answer.body()).doesNotContain("token");
    assertThat(api.get("/grants/" + grant.get("id")).data()).isEqualTo(grant);
  }

  @Test
  void create_ofTheSameAccount_keepsTheId() {
    Map<String, Object> first = create();

    assertThat(create().get("id")).isEqualTo(first.get("id"));
    server.provider.user(TestUser.GRACE);
    assertThat(create().get("id")).isNotEqualTo(first.get("id"));
  }

  @Test
  void create_withARefreshTokenThatDoesNotWork_saysSo() {
    server.provider.revokeAll();
    Map<String, Object> body = server.ada();
    server.provider.revokeAll();

    Answer answer = api.post("/grants", body);

    answer.error(401, "grant.refresh_token_invalid");
  }

  @Test
  void create_whileTheProviderFails_isAProviderError() {
    server.provider.refresh().reply(Reply.status(500));

    api.post("/grants", server.ada()).error(504, "api.provider_error");
  }

  @Test
  void update_replacesScopeAndMetadataAndMergesSettings() {
    String path = "/grants/" + create().get("id");

    api.patch(path, Map.of("settings", Map.of("a", 1, "b", 2), "metadata", Map.of("m", 1))).ok();
    Map<String, Object> settings = new HashMap<>();
    settings.put("a", null);
    settings.put("c", List.of("x"));
    Map<String, Object> updated =
        api.patch(
                path,
                Map.of("settings", settings, "scope", List.of("s"), "metadata", Map.of("n", 2)))
            .data();

    assertThat(updated)
        .containsEntry("settings", Map.of("b", 2, "c", List.of("x")))
        .containsEntry("scope", List.of("s"))
        .containsEntry("metadata", Map.of("n", 2));
    assertThat(api.patch(path, Map.of()).data()).isEqualTo(updated);
    assertThat(api.get(path).data()).isEqualTo(updated);
  }

  @Test
  void update_withARefreshToken_takesItIfItWorks() {
    String path = "/grants/" + create().get("id");
    server.provider.revokeAll();
    api.get(path + "/sync").error(401, "grant.refresh_token_invalid");
    assertThat(api.get(path).data()).containsEntry("grant_status", "invalid");

    assertThat(api.patch(path, server.ada()).data())
        .containsEntry("grant_status", "valid")
        .containsEntry("settings", Map.of());
    server.provider.user(TestUser.GRACE);
    api.patch(path, server.ada()).error(400, "grant.reauth_email_invalid");
  }

  @Test
  void delete_revokesAtTheProvider() {
    String path = "/grants/" + create().get("id");

    assertThat(api.delete(path).ok()).containsOnlyKeys("request_id", "success");
    assertThat(server.provider.requests(Endpoint.REVOCATION)).isNotEmpty();
    api.get(path).error(404, "grant.not_found");
    api.delete(path).error(404, "grant.not_found");
  }

  @Test
  void deleteAll_deletesTheGrantsOfTheAccount_andNoOthers() {
    Map<String, Object> ada = server.ada();
    ada.put("account_id", "account-1");
    Object id = api.post("/grants", ada).data().get("id");
    Object other = create().get("id");
    for (String query : List.of("", "?account_id=", "?account=account-1")) {
      api.delete("/grants" + query).error(400, "api.invalid_query_params");
    }
    assertThat(api.delete("/grants?account_id=account-1").list())
        .containsExactly(
            Map.of(
                "id",
                id,
                "revoked",
                false,
                "reason",
                "A revocation would end another valid grant of the same account"));
    assertThat(api.delete("/grants?account_id=account-1").list()).isEmpty();
    api.get("/grants/" + id).error(404, "grant.not_found");
    assertThat(api.get("/grants/" + other).data()).containsEntry("id", other);
  }

  @Test
  void delete_ofAGrantWhoseAccountHasAnother_saysThatItWasNotRevoked() {
    String path = "/grants/" + create().get("id");
    Map<String, Object> body = server.ada();
    body.put("account_id", "account-2");
    api.post("/grants", body).ok();

    assertThat(api.delete(path).ok())
        .containsEntry("revoked", false)
        .hasEntrySatisfying("reason", reason -> assertThat(reason).asString().contains("another"));
    assertThat(server.provider.requests(Endpoint.REVOCATION)).isEmpty();
  }

  @Test
  void sync_refreshesNow() {
    Map<String, Object> grant = create();
    String path = "/grants/" + grant.get("id") + "/sync";
    server.provider.forgetRequests();
    server.clock.advance(Duration.ofSeconds(1));

    assertThat(api.get(path + "?sync_from=1632203403").data())
        .containsEntry("updated_at", (int) server.clock.instant().getEpochSecond());
    api.call("POST", path, "").ok();
    api.with("Content-Type", null).call("POST", path, "whatever").ok();
    assertThat(server.provider.refreshes()).hasSize(3);
  }

  @Test
  void sync_afterTheIntegrationIsGone_fails() {
    String path = "/grants/" + create().get("id");
    api.delete("/integrations/acme").ok();

    api.get(path).ok();
    api.get(path + "/sync").error(404, "integration.not_found");
  }

  @Test
  void token_isGivenWhereTheDeploymentSaysSo() {
    server.close();
    server = ApiServer.start(filter -> filter.tokenEndpoint(true));
    connectAcme();
    String path = "/grants/" + create().get("id") + "/token";

    Map<String, Object> token = api.call("POST", path, "").data();

    assertThat(token)
        .containsOnlyKeys("access_token", "token_type", "expires_at", "scope")
        .containsEntry("token_type", "Bearer")
        .containsEntry("scope", List.of("openid", "email"))
        .containsEntry("expires_at", (int) server.clock.instant().getEpochSecond() + 3600);
    assertThat(server.provider.accepts((String) token.get("access_token"))).isTrue();
    api.call("POST", "/grants/x/token", "").error(404, "grant.not_found");
    assertThat(api.send("GET", path, BodyPublishers.noBody()).status()).isEqualTo(405);
  }

  @Test
  void providerError_isToldWhereTheProviderSaidSomething() {
    String path = "/grants/" + create().get("id");
    server.provider.refresh().error("temporarily_odd", "try <again>");

    Answer answer = api.get(path + "/sync");

    assertThat(answer.status()).isEqualTo(504);
    assertThat((Map<?, ?>) answer.json().get("error"))
        .extracting("provider_error")
        .isEqualTo(Map.of("error", "temporarily_odd", "error_description", "try <again>"));
  }
}
