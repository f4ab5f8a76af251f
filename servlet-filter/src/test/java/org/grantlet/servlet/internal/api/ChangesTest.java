package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a change changes, what it tells, and what a deletion says. */
class ChangesTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final ApiServer server =
      ApiServer.start(
          filter ->
              filter.listener(
                  new GrantListener() {
                    @Override
                    public void grantUpdated(GrantEvent event) {
                      events.add(event.grantId());
                    }
                  }));
  private final ApiClient api = ApiClient.of(server);

  @AfterEach
  void stop() {
    server.close();
  }

  private Map<String, Object> grant(String accountId) {
    Map<String, Object> body = server.ada();
    body.put("account_id", accountId);
    body.put("metadata", Map.of("plan", "pro"));
    return api.post("/grants", body).data();
  }

  @Test
  void integration_thatIsPatchedWithWhatItHas_isNotWritten() {
    Map<String, Object> made = api.post("/integrations", server.acme()).data();
    server.clock.advance(Duration.ofMinutes(5));
    int writes = server.stores.writes();
    Map<String, Object> same = server.acme();
    same.remove("provider");
    Map<String, Object> masked = new LinkedHashMap<>(same);
    masked.put("settings", made.get("settings"));

    for (Map<String, Object> body : List.<Map<String, Object>>of(same, masked, Map.of())) {
      assertThat(api.patch("/integrations/acme", body).data()).isEqualTo(made);
    }
    assertThat(server.stores.writes()).isEqualTo(writes);

    assertThat(api.patch("/integrations/acme", Map.of("name", "Other")).data())
        .containsEntry("updated_at", (int) server.clock.instant().getEpochSecond());
  }

  @Test
  void grant_thatIsPatchedWithWhatItHas_isNotWrittenAndNobodyIsTold() {
    api.post("/integrations", server.acme()).ok();
    Map<String, Object> made = grant("account-1");
    String path = "/grants/" + made.get("id");
    server.clock.advance(Duration.ofMinutes(5));
    int writes = server.stores.writes();

    for (Map<String, Object> body :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("metadata", Map.of("plan", "pro")),
            Map.of("scope", made.get("scope"), "settings", Map.of()))) {
      assertThat(api.patch(path, body).data()).isEqualTo(made);
    }
    assertThat(server.stores.writes()).isEqualTo(writes);
    assertThat(events).isEmpty();

    assertThat(api.patch(path, Map.of("metadata", Map.of())).data())
        .containsEntry("updated_at", (int) server.clock.instant().getEpochSecond());
    assertThat(events).hasSize(1);
  }

  @Test
  void boolean_thatIsText_isRefused() {
    for (String flag : List.of("require_all_scopes", "shared_callback")) {
      for (Object wrong : List.of("true", "false", 1, List.of(true))) {
        Map<String, Object> body = server.acme();
        Map<String, Object> settings = new LinkedHashMap<>(server.provider.openIdSettings());
        settings.put(flag, wrong);
        body.put("settings", settings);
        assertThat(api.post("/integrations", body).error(400, "api.invalid_field"))
            .startsWith("settings." + flag);
      }
    }
  }

  /** The other grant of the account would end with it. */
  @Test
  void deletion_thatRevokesNothing_saysWhy() {
    api.post("/integrations", server.acme()).ok();
    Object first = grant("account-1").get("id");
    Object second = grant("account-2").get("id");

    Map<String, Object> reply = api.delete("/grants/" + first).ok();
    assertThat(reply).containsEntry("revoked", false);
    assertThat((String) reply.get("reason")).isNotEmpty();
    assertThat(api.get("/grants/" + second + "/sync").data()).containsEntry("refreshable", true);
    assertThat(api.delete("/grants/" + second).ok()).doesNotContainKey("revoked");
  }
}
