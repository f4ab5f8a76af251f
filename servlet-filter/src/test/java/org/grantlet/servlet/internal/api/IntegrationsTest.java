package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.grantlet.Integration;
import org.grantlet.internal.integration.IntegrationService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls under {@code /integrations} when all is well. */
class IntegrationsTest {
  private ApiServer server = ApiServer.start();
  private ApiClient api = ApiClient.of(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void create_answersTheIntegrationWithItsSecretMasked() {
    Map<String, Object> made = api.post("/integrations", server.acme()).data();

    assertThat(made)
        .containsOnlyKeys(
            "id",
            "provider",
            "name",
            "settings",
            "scope",
            "redirect_uris",
            "expires_in",
            "created_at",
            "updated_at")
        .containsEntry("provider", "acme")
        .containsEntry("name", "Acme")
        .containsEntry("scope", List.of("openid", "email", "calendar"))
        .containsEntry("redirect_uris", List.of(ApiServer.REDIRECT_URI))
        .containsEntry("expires_in", 3600)
        .containsEntry("created_at", (int) server.clock.instant().getEpochSecond())
        .containsEntry(
            "settings",
            Map.of(
                "client_id",
                server.provider.clientId(),
                "client_secret",
                "***",
                "issuer",
                server.provider.issuer()));
    assertThat(api.get("/integrations/acme").data()).isEqualTo(made);
  }

  @Test
  void create_aSecondTime_isAConflict() {
    api.post("/integrations", server.acme()).ok();

    api.post("/integrations", server.acme()).error(409, "integration.already_exists");
  }

  @Test
  void create_twiceAtOnce_worksOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> calls =
          IntStream.range(0, 8)
              .<Callable<Integer>>mapToObj(
                  i -> () -> api.post("/integrations", server.acme()).status())
              .toList();
      for (int round = 0; round < 20; round++) {
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> status : threads.invokeAll(calls)) {
          statuses.add(status.get());
        }
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses.stream().filter(status -> status == 409)).hasSize(7);
        api.delete("/integrations/acme").ok();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void update_changesWhatItNamesAndLeavesTheRest() {
    Map<String, Object> before = api.post("/integrations", server.acme()).data();

    Map<String, Object> after =
        api.patch("/integrations/acme", Map.of("name", "New", "expires_in", 60)).data();
    Map<String, Object> expected = new HashMap<>(before);
    expected.put("name", "New");
    expected.put("expires_in", 60);
    assertThat(after).isEqualTo(expected);

    after =
        api.patch(
                "/integrations/acme",
                Map.of("scope", List.of(), "redirect_uris", List.of("https://b.example/")))
            .data();
    expected.put("scope", List.of());
    expected.put("redirect_uris", List.of("https://b.example/"));
    assertThat(after).isEqualTo(expected);
  }

  @Test
  void update_mergesSettingsMemberByMember() {
    api.post("/integrations", server.acme()).ok();

    Map<String, Object> changes = new HashMap<>();
    changes.put("require_all_scopes", true);
    changes.put("response_mode", "form_post");
    assertThat(settings(api.patch("/integrations/acme", Map.of("settings", changes))))
        .containsEntry("issuer", server.provider.issuer())
        .containsEntry("require_all_scopes", true)
        .containsEntry("response_mode", "form_post");

    changes.clear();
    changes.put("response_mode", null);
    assertThat(settings(api.patch("/integrations/acme", Map.of("settings", changes))))
        .containsEntry("require_all_scopes", true)
        .doesNotContainKey("response_mode");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "clientid | settings.clientid is not a setting of acme; did you mean settings.client_id?",
        "scopes | settings.scopes is not a setting of acme; did you mean scope, which is no"
            + " setting?",
        "access_type | settings.access_type is not a setting of acme",
        "api_secret | settings.api_secret is not a setting of acme"
      })
  void setting_thatTheProviderDoesNotHave_isRefused_withTheOneThatIsNear(
      String setting, String message) {
    api.post("/integrations", server.acme()).ok();

    Map<String, Object> settings = new HashMap<>(Map.of(setting, "x"));
    assertThat(
            api.patch("/integrations/acme", Map.of("settings", settings))
                .error(400, "api.invalid_field"))
        .isEqualTo(message);
    settings.put(setting, null);
    api.patch("/integrations/acme", Map.of("settings", settings)).ok();
  }

  /** An earlier version took any setting. */
  @Test
  void setting_thatIsStored_mayBeSentBack() {
    api.post("/integrations", server.acme()).ok();
    Integration stored = server.stores.integrations.find("acme").orElseThrow();
    Map<String, Object> settings = new HashMap<>(stored.settings());
    settings.put("scopes", "openid");
    server.stores.integrations.delete("acme");
    server.stores.integrations.insert(
        new Integration(
            stored.id(),
            stored.provider(),
            stored.name(),
            settings,
            stored.encryptedSettings(),
            stored.scope(),
            stored.redirectUris(),
            stored.expiresIn(),
            stored.createdAt(),
            stored.updatedAt(),
            stored.version()));

    api.patch("/integrations/acme", Map.of("settings", Map.of("scopes", "openid"))).ok();
    api.patch("/integrations/acme", Map.of("settings", Map.of("scopes", "other")))
        .error(400, "api.invalid_field");
  }

  @Test
  void update_withWhatWasAnswered_leavesTheSecretAsItIs() {
    Map<String, Object> made = api.post("/integrations", server.acme()).data();

    assertThat(api.patch("/integrations/acme", made).data()).isEqualTo(made);
    assertThat(secret()).isEqualTo(server.provider.clientSecret());

    api.patch("/integrations/acme", Map.of("settings", Map.of("client_secret", "other"))).ok();
    assertThat(secret()).isEqualTo("other");
  }

  @Test
  void delete_leavesNothing() {
    api.post("/integrations", server.acme()).ok();

    assertThat(api.delete("/integrations/acme").ok()).containsOnlyKeys("request_id", "success");
    api.get("/integrations/acme").error(404, "integration.not_found");
    api.delete("/integrations/acme").error(404, "integration.not_found");
    api.patch("/integrations/acme", Map.of()).error(404, "integration.not_found");
    api.post("/integrations", server.acme()).ok();
  }

  @Test
  void list_isInPages() {
    assertThat(api.get("/integrations").list()).isEmpty();
    for (int i = 0; i < 12; i++) {
      Map<String, Object> body = server.acme();
      body.put("provider", "p" + (char) ('a' + i));
      api.post("/integrations", body).ok();
    }

    Map<String, Object> first = api.get("/integrations").ok();
    assertThat(first)
        .containsOnlyKeys("request_id", "success", "data", "limit", "offset")
        .containsEntry("limit", 10)
        .containsEntry("offset", 0);
    assertThat((List<?>) first.get("data")).hasSize(10);
    assertThat(api.get("/integrations?offset=0&limit=100").list()).hasSize(12);
    assertThat(api.get("/integrations?offset=11&limit=1").list())
        .singleElement()
        .extracting(one -> one.get("provider"))
        .isEqualTo("pl");
    assertThat(api.get("/integrations?offset=12").list()).isEmpty();
  }

  @Test
  void secrets_areShownWhereTheDeploymentAsksForIt() {
    server.close();
    server = ApiServer.start(filter -> filter.property("grantlet.reveal-secrets", "true"));
    api = ApiClient.of(server);

    assertThat(settings(api.post("/integrations", server.acme())))
        .containsEntry("client_secret", server.provider.clientSecret());
  }

  @Test
  void unknownMembers_areIgnored() {
    Map<String, Object> body = server.acme();
    body.put("account_id", 7);
    body.put("whatever", List.of(Map.of("deep", 1)));

    assertThat(api.post("/integrations", body).data()).doesNotContainKey("whatever");
  }

  private String secret() {
    Integration acme = server.hostedAuth().integrations().get("acme");
    IntegrationService integrations = (IntegrationService) server.hostedAuth().integrations();
    return integrations.secret(acme, "client_secret").reveal();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> settings(Answer answer) {
    return (Map<String, Object>) answer.data().get("settings");
  }

  /** The return is checked by its path, so a page of ours has one spelling. */
  @ParameterizedTest
  @CsvSource({
    "/a/../c, /c",
    "//c, /c",
    "/c;v=1, /c",
    "/%2e/c, /c",
    "/%63, /c",
    "/caf%c3%a9, /caf%C3%A9",
    "/caf\u00E9, /caf%C3%A9"
  })
  void ownRedirectUri_inAnotherSpelling_isRefusedWithTheRightOne(String path, String normal) {
    String base = server.base().resolve("/").toString().replaceAll("/$", "");
    Map<String, Object> body = server.acme();
    body.put("redirect_uris", List.of(base + path));
    assertThat(api.post("/integrations", body).error(400, "api.invalid_field"))
        .startsWith("redirect_uris ")
        .contains("'" + base + normal + "', not '" + base + path + "'");

    body.put("redirect_uris", List.of(base + normal, "https://other.example.com" + path));
    api.post("/integrations", body).ok();
    Map<String, Object> change = Map.of("redirect_uris", List.of(base + path));
    api.patch("/integrations/acme", change).error(400, "api.invalid_field");
  }
}
