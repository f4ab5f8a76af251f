package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.store.Outbox;
import org.grantlet.store.StoredGrant;
import org.grantlet.store.Stores;
import org.junit.jupiter.api.Test;

/** The calls on events that were set aside. */
class EventsTest {
  private static final String ID = "0b8f6c1e-0000-4000-8000-000000000001";
  private static final Outbox.Event EVENT =
      new Outbox.Event(
          ID,
          "grant.created",
          Instant.parse("2026-01-01T00:00:00Z"),
          "grant-1",
          "account-1",
          8,
          "{\"source\":\"https://app.example.com/connect\",\"application_id\":\"app\","
              + "\"provider\":\"acme\",\"integration_id\":\"i-1\",\"status\":\"valid\","
              + "\"scope\":[\"openid\"]}",
          "{\"email\":\"ada@example.com\"}");

  private final AtomicInteger retold = new AtomicInteger();

  /** An outbox in which one event is set aside, until it is told again. */
  private Outbox outbox(WatchedStores stores) {
    return (Outbox)
        Proxy.newProxyInstance(
            Outbox.class.getClassLoader(),
            new Class<?>[] {Outbox.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "setAside" ->
                      retold.get() == 0 && arguments[1].equals(0)
                          ? List.of(
                              new Outbox.SetAside(
                                  EVENT,
                                  "listener:com.example.Crm",
                                  10,
                                  Instant.ofEpochSecond(1_767_225_600),
                                  "no such <customer>"))
                          : List.of();
                  case "retell" -> arguments[0].equals(ID) && retold.getAndIncrement() == 0 ? 1 : 0;
                  case "insert" ->
                      stores.grants.insert((StoredGrant) arguments[0])
                          ? Optional.of(List.of())
                          : Optional.empty();
                  case "due" -> List.of();
                  default -> null;
                });
  }

  private ApiServer withOutbox() {
    return ApiServer.start(
        filter ->
            filter.grantlet(
                grantlet -> {
                  WatchedStores stores = new WatchedStores(Clock.systemUTC());
                  grantlet.stores(
                      new Stores(
                          stores.integrations,
                          stores.grants,
                          new MemoryOneTimeStore(Clock.systemUTC(), 1),
                          outbox(stores),
                          null));
                }));
  }

  @Test
  void whatWasSetAside_isListed_andToldAgain() {
    try (ApiServer server = withOutbox()) {
      ApiClient api = ApiClient.of(server);
      assertThat(api.get("/events?set_aside=true&limit=5").list())
          .containsExactly(
              Map.of(
                  "recipient",
                  "listener:com.example.Crm",
                  "attempts",
                  10,
                  "set_aside_at",
                  1_767_225_600,
                  "reason",
                  "no such <customer>",
                  "event",
                  Map.of(
                      "specversion", "1.0",
                      "type", "grant.created",
                      "source", "https://app.example.com/connect",
                      "id", ID,
                      "time", "2026-01-01T00:00:00Z",
                      "datacontenttype", "application/json",
                      "data",
                          Map.of(
                              "application_id",
                              "app",
                              "object",
                              Map.of(
                                  "code", 25012,
                                  "grant_id", "grant-1",
                                  "integration_id", "i-1",
                                  "provider", "acme",
                                  "email", "ada@example.com",
                                  "account_id", "account-1",
                                  "scope", List.of("openid"))))));
      assertThat(api.get("/events?set_aside=true&offset=1").list()).isEmpty();
      assertThat(api.post("/events/" + ID + "/retell", Map.of()).data())
          .isEqualTo(Map.of("recipients", 1));
      api.post("/events/" + ID + "/retell", Map.of()).error(404, "event.not_found");
      api.post("/events/unknown/retell", Map.of()).error(404, "event.not_found");
    }
  }

  @Test
  void withoutADatabase_nothingIsEverSetAside() {
    try (ApiServer server = ApiServer.start()) {
      ApiClient api = ApiClient.of(server);
      assertThat(api.get("/events?set_aside=true").list()).isEmpty();
      api.post("/events/" + ID + "/retell", Map.of()).error(404, "event.not_found");
      for (String query : List.of("", "?set_aside=false", "?set_aside=true&limit=0")) {
        api.get("/events" + query).error(400, "api.invalid_query_params");
      }
    }
  }
}
