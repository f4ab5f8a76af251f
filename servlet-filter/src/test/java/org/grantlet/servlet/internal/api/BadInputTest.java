package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.Integration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table of bounds: what breaks one is refused by name, and writes nothing. */
class BadInputTest {
  private static ApiServer server;
  private static ApiClient api;
  private static String grant;
  private static List<Integration> integrations;
  private static List<Grant> grants;

  @BeforeAll
  static void start() {
    server = ApiServer.start();
    api = ApiClient.of(server);
    api.post("/integrations", server.acme()).ok();
    grant = (String) api.post("/grants", server.ada()).data().get("id");
    integrations = server.stores.integrations.list();
    grants = server.stores.grants.list(GrantQuery.builder().build());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<BadCase> cases() {
    return Stream.concat(BadBodies.all(), BadQueries.all());
  }

  @Test
  void table_isLong() {
    assertThat(cases()).hasSizeGreaterThan(300);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void badInput_isRefusedByNameAndWritesNothing(BadCase bad) {
    int writes = server.stores.writes();

    Answer answer =
        api.call(bad.method(), bad.path().replace("{grant}", grant), bad.body(good(bad)));

    assertThat(answer.error(bad.status(), bad.type())).startsWith(bad.named());
    assertThat(server.stores.writes()).isEqualTo(writes);
    assertThat(server.stores.integrations.list()).isEqualTo(integrations);
    assertThat(server.stores.grants.list(GrantQuery.builder().build())).isEqualTo(grants);
  }

  static Stream<BadCase> bodies() {
    return BadBodies.all()
        .filter(bad -> bad.type().equals("api.invalid_field") && !bad.isBeyondSchemas());
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void description_refusesTheSame(BadCase bad) {
    assertThat(OpenApi.DESCRIPTION.allows(bad.method(), bad.path(), bad.body(good(bad)))).isFalse();
  }

  /** A body that this call would take. */
  private static Map<String, Object> good(BadCase bad) {
    return switch (bad.method() + " " + bad.path()) {
      case "POST /integrations" -> {
        Map<String, Object> body = server.acme();
        body.put("provider", "other");
        yield body;
      }
      case "POST /auth" -> Map.of("provider", "acme", "redirect_uri", ApiServer.REDIRECT_URI);
      case "POST /grants" -> server.ada();
      default -> Map.of();
    };
  }
}
