package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over the API: how grants are, how many there are, and how one is reconnected. */
class GrantHealthTest {
  private final ApiServer server = ApiServer.start();
  private final ApiClient api = ApiClient.of(server);
  private String id;

  @BeforeEach
  void connect() {
    api.post("/integrations", server.acme()).ok();
    id = String.valueOf(api.post("/grants", server.ada()).data().get("id"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void endedGrant_saysWhy_andSummaryCountsIt() {
    assertThat(api.get("/grants-summary").data())
        .isEqualTo(
            Map.of(
                "valid", 1,
                "invalid", 0,
                "providers", List.of(Map.of("provider", "acme", "valid", 1, "invalid", 0))));
    server.provider.revokeAll();
    api.post("/grants/" + id + "/sync", Map.of()).error(401, "grant.refresh_token_invalid");
    Map<String, Object> grant = api.get("/grants/" + id).data();
    assertThat(grant).containsEntry("grant_status", "invalid").containsEntry("reason", "unknown");
    assertThat(cast(grant.get("last_refresh_error")))
        .containsOnlyKeys("at", "since", "error", "provider_error", "count");
    assertThat(api.get("/grants-summary").data())
        .containsEntry("valid", 0)
        .containsEntry("invalid", 1);
  }

  @Test
  void reconnect_needsNothingThatTheGrantHas() {
    Map<String, Object> data = api.post("/grants/" + id + "/reconnect", Map.of()).data();
    assertThat(cast(data.get("request")))
        .containsEntry("grant_id", id)
        .containsEntry("provider", "acme")
        .containsEntry("redirect_uri", ApiServer.REDIRECT_URI)
        .containsKeys("scope", "login_hint");
    api.post("/grants/" + id + "/reconnect", Map.of("account_id", "another"))
        .error(400, "api.invalid_field");
    api.post("/grants/00000000-0000-0000-0000-000000000000/reconnect", Map.of())
        .error(404, "grant.not_found");
  }

  @Test
  void reconnect_withSeveralRedirectUris_asksWhich() {
    List<String> two = List.of(ApiServer.REDIRECT_URI, "https://app.example.com/other");
    api.patch("/integrations/acme", Map.of("redirect_uris", two)).ok();
    api.post("/grants/" + id + "/reconnect", Map.of()).error(400, "api.invalid_field");
    api.post("/grants/" + id + "/reconnect", Map.of("redirect_uri", two.get(1))).ok();
  }

  @SuppressWarnings("unchecked") // JSON objects have string names
  private static Map<String, Object> cast(Object json) {
    return (Map<String, Object>) json;
  }
}
