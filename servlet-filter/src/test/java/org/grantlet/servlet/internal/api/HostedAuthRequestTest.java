package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code POST /auth} when all is well, and what becomes of it. */
class HostedAuthRequestTest {
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

  private static Map<String, Object> least() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("provider", "acme");
    body.put("redirect_uri", ApiServer.REDIRECT_URI);
    return body;
  }

  private long now() {
    return server.clock.instant().getEpochSecond();
  }

  private static long expiresAt(Map<String, Object> data) {
    return ((Number) data.get("expires_at")).longValue();
  }

  @Test
  void request_answersALoginUrl() {
    Map<String, Object> data = api.post("/auth", least()).data();

    assertThat(data).containsOnlyKeys("url", "id", "expires_at", "request");
    assertThat(data.get("url")).isEqualTo(server.base() + "/login?id=" + data.get("id"));
    assertThat((String) data.get("id")).hasSizeGreaterThanOrEqualTo(22);
    assertThat(expiresAt(data)).isEqualTo(now() + 3600);
    assertThat(data.get("request")).isEqualTo(least());
  }

  @Test
  void request_repeatsWhatWasAskedWithoutSecrets() {
    Map<String, Object> ada = server.ada();
    ada.put("account_id", "account-1");
    String grant = (String) api.post("/grants", ada).data().get("id");
    Map<String, Object> body = least();
    body.put("expires_in", 120);
    body.put("state", "s".repeat(256));
    body.put("scope", List.of("openid", "calendar"));
    body.put("login_hint", "ada@example.com");
    body.put("metadata", Map.of("plan", "pro", "seats", List.of(1, 2.5, true)));
    body.put("grant_id", grant);
    body.put("settings", Map.of("tenant", "contoso", "client_secret", "hunter2"));
    body.put("account_id", "account-1");

    Answer answer = api.post("/auth", body);

    Map<String, Object> expected = new LinkedHashMap<>(body);
    expected.put("settings", Map.of("tenant", "contoso"));
    assertThat(answer.data().get("request")).isEqualTo(expected);
    assertThat(answer.body()).doesNotContain("hunter2");
    assertThat(expiresAt(answer.data())).isEqualTo(now() + 120);
  }

  @Test
  void accountId_withGrantId_mustBeThatGrants() {
    Map<String, Object> given = server.ada();
    given.put("account_id", "account-1");
    String grant = (String) api.post("/grants", given).data().get("id");
    Map<String, Object> body = least();
    body.put("grant_id", grant);
    body.put("account_id", "account-2");
    api.post("/auth", body).error(400, "api.invalid_field");
    body.put("account_id", "account-1");
    api.post("/auth", body).ok();
    body.remove("account_id");
    api.post("/auth", body).ok();
  }

  @Test
  void severalProviders_areRepeatedAsAsked_andTheShortestLifeCounts() {
    Map<String, Object> other = server.acme();
    other.put("provider", "other");
    other.put("expires_in", 120);
    api.post("/integrations", other).ok();
    for (Object asked : List.of(List.of("other", "acme"), List.of("acme"), "*")) {
      Map<String, Object> body = least();
      body.put("provider", asked);
      Map<String, Object> data = api.post("/auth", body).data();

      assertThat(data.get("request")).isEqualTo(body);
      assertThat(expiresAt(data)).isEqualTo(now() + (asked.equals(List.of("acme")) ? 3600 : 120));
    }
  }

  @Test
  void severalProviders_needTheRedirectUriAtEach() {
    for (String provider : List.of("other", "third")) {
      Map<String, Object> other = server.acme();
      other.put("provider", provider);
      other.put("redirect_uris", List.of("https://other.example/"));
      api.post("/integrations", other).ok();
    }
    Map<String, Object> body = least();
    body.put("provider", List.of("acme", "other", "third"));
    assertThat(api.post("/auth", body).error(400, "grant.callback_uri_not_allowed"))
        .endsWith(
            "of the integration other [https://other.example/], of third [https://other.example/]");
    body.put("provider", "*");
    api.post("/auth", body).error(400, "grant.callback_uri_not_allowed");
  }

  @Test
  void grantToAuthenticateAgain_hasItsOneProvider() {
    Map<String, Object> body = least();
    body.put("provider", "*");
    body.put("grant_id", api.post("/grants", server.ada()).data().get("id"));
    assertThat(api.post("/auth", body).error(400, "api.invalid_field")).startsWith("grant_id");
  }

  @Test
  void noIntegration_leavesNothingToChoose() {
    api.delete("/integrations/acme").ok();
    Map<String, Object> body = least();
    body.put("provider", "*");
    api.post("/auth", body).error(404, "integration.not_found");
  }

  @Test
  void membersThatAreNull_countAsLeftOut() {
    Map<String, Object> body = least();
    for (String member :
        List.of(
            "expires_in",
            "state",
            "scope",
            "login_hint",
            "metadata",
            "grant_id",
            "settings",
            "account_id")) {
      body.put(member, null);
    }

    assertThat(api.post("/auth", body).data().get("request")).isEqualTo(least());
  }

  @Test
  void life_isTheIntegrationsUnlessAskedForAndSilentlyCapped() {
    api.patch("/integrations/acme", Map.of("expires_in", 315_360_000)).ok();
    assertThat(expiresAt(api.post("/auth", least()).data())).isEqualTo(now() + 43_200);

    Map<String, Object> body = least();
    body.put("expires_in", 60.0);
    assertThat(expiresAt(api.post("/auth", body).data())).isEqualTo(now() + 60);
    body.put("expires_in", Long.MAX_VALUE);
    assertThat(expiresAt(api.post("/auth", body).data())).isEqualTo(now() + 43_200);
  }

  @Test
  void loginUrl_completedByABrowser_makesAGrantWithWhatWasAsked() {
    String home = server.base().resolve("/connected").toString();
    api.patch("/integrations/acme", Map.of("redirect_uris", List.of(home))).ok();
    Map<String, Object> body = least();
    body.put("redirect_uri", home);
    body.put("state", "a b&c=d");
    body.put("metadata", Map.of("plan", "pro"));
    body.put("account_id", "account-1");
    String url = (String) api.post("/auth", body).data().get("url");

    String end =
        new TestBrowser().header("Sec-Fetch-Site", "same-origin").open(url).uri().getRawQuery();

    assertThat(end).contains("success=true").contains("state=a+b%26c%3Dd");
    assertThat(api.get("/grants").list())
        .singleElement()
        .satisfies(
            grant ->
                assertThat(grant)
                    .containsEntry("email", "ada@example.com")
                    .containsEntry("account_id", "account-1")
                    .containsEntry("metadata", Map.of("plan", "pro"))
                    .containsEntry("state", "a b&c=d")
                    .containsEntry("ip", "127.0.0.1")
                    .containsEntry("scope", List.of("openid", "email", "calendar")));
  }

  @Test
  void tooManyLoginUrls_areTurnedAway() {
    Answer answer = null;
    for (int i = 0; i <= 400; i++) {
      answer = api.post("/auth", least());
    }

    answer.error(429, "api.rate_limit_error");
    assertThat(answer.header("Retry-After")).isNotNull();
  }

  @Test
  void accountId_withGrantId_mustBeTheGrants() {
    Map<String, Object> ada = server.ada();
    ada.put("account_id", "account-7");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("provider", "acme");
    body.put("redirect_uri", ApiServer.REDIRECT_URI);
    body.put("grant_id", api.post("/grants", ada).data().get("id"));

    api.post("/auth", body).ok();
    body.put("account_id", "account-7");
    api.post("/auth", body).ok();
    body.put("account_id", "account-8");
    assertThat(api.post("/auth", body).error(400, "api.invalid_field")).startsWith("account_id ");
  }
}
