package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.grantlet.GrantEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls under {@code /webhooks} where the store keeps no events. */
class WebhooksTest {
  private static ApiServer server;
  private static ApiClient api;

  @BeforeAll
  static void start() {
    server = ApiServer.start();
    api = ApiClient.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /webhooks",
    "POST, /webhooks",
    "GET, /webhooks/crm",
    "PUT, /webhooks/crm",
    "DELETE, /webhooks/crm",
    "GET, /webhooks/crm/deliveries",
    "POST, /webhooks/crm/test",
    "POST, /webhooks/crm/enable",
    "POST, /webhooks/crm/redeliver?since=0",
    "POST, /webhooks/crm/rotate-secret",
  })
  void call_saysWhatTheStoreLacks(String method, String path) {
    boolean body = method.equals("PUT") || (method.equals("POST") && path.equals("/webhooks"));

    Answer answer =
        api.call(method, path, body ? "{\"webhook_url\": \"https://crm.example.com/\"}" : "");

    assertThat(answer.error(409, "webhook.refused"))
        .isEqualTo(
            "webhooks need a store that keeps events: the stores that were given have no outbox,"
                + " or none for webhooks");
  }

  @Test
  void wrongQueries_areNamed() {
    assertThat(
            api.call("POST", "/webhooks/crm/redeliver", "").error(400, "api.invalid_query_params"))
        .isEqualTo("since is required, in the query");
    assertThat(
            api.call("POST", "/webhooks/crm/rotate-secret?overlap=604801", "")
                .error(400, "api.invalid_query_params"))
        .startsWith("overlap must be a whole number between 0 and 604800");
  }

  /** A type that is added is described, too. */
  @Test
  void typesThatCanBeAskedFor_areDescribed() {
    List<String> described = new ArrayList<>();
    OpenApi.DESCRIPTION
        .at("/components/schemas/WebhookCreate/properties/trigger_types/items/enum")
        .forEach(type -> described.add(type.asString()));
    assertThat(described)
        .containsExactlyElementsOf(
            Stream.of(
                    Stream.of("grant.*"),
                    Arrays.stream(GrantEvent.Type.values()).map(GrantEvent.Type::wire),
                    Stream.of("authentication.failed"))
                .flatMap(types -> types)
                .toList());
  }
}
