package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.grantlet.ErrorCode;
import org.grantlet.Grantlet;
import org.grantlet.Secret;
import org.grantlet.internal.engine.Engine;
import org.grantlet.servlet.internal.config.FilterOptions.ApiOptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description is served, whole, and can be wrong only where a test fails. */
class OpenApiTest {
  private final OpenApi description = OpenApi.DESCRIPTION;

  @Test
  void description_isServedToEverybody() {
    try (ApiServer server = ApiServer.start()) {
      Answer answer = ApiClient.of(server).with("Authorization", null).get("/openapi.json");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Type")).startsWith("application/json");
      assertThat(answer.header("X-Request-Id")).isNotNull();
      assertThat(answer.json())
          .containsEntry("openapi", "3.1.0")
          .containsEntry("servers", List.of(Map.of("url", server.base().toString())))
          .doesNotContainKey("request_id");
    }
  }

  @Test
  void everyCall_isDescribed() {
    Set<String> calls;
    try (Grantlet grantlet = Grantlet.builder().baseUrl("https://app.example.com").build()) {
      ApiOptions all = new ApiOptions("app", Secret.of("secret"), false, true);
      calls =
          ApiRoutes.all(Engine.of(grantlet), all).stream()
              .map(route -> route.method() + " " + String.join("/", route.path()))
              .collect(Collectors.toSet());
    }
    calls.add("GET /openapi.json");

    List<String> described = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : description.at("/paths").properties()) {
      for (String member : path.getValue().propertyNames()) {
        if (!member.equals("parameters")) {
          described.add(member.toUpperCase(Locale.ROOT) + " " + path.getKey());
        }
      }
    }
    assertThat(described).containsExactlyInAnyOrderElementsOf(calls);
  }

  @Test
  void everyErrorType_isDescribed() {
    List<String> described = new ArrayList<>();
    description.at("/components/schemas/ErrorType/enum").forEach(e -> described.add(e.asString()));

    assertThat(described)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).collect(Collectors.toSet()));
  }

  @Test
  void everyReference_leadsSomewhere() {
    for (JsonNode reference : description.document().findValues("$ref")) {
      assertThat(description.at(reference.asString().substring(1)).isObject())
          .as(reference.asString())
          .isTrue();
    }
  }

  /** Client generators guess otherwise, or write what does not compile. */
  @Test
  void everyConstantAndEnum_saysItsType() {
    for (String keyword : List.of("const", "enum")) {
      for (JsonNode schema : description.document().findParents(keyword)) {
        assertThat(schema.has("type")).as(schema.toString()).isTrue();
      }
    }
  }

  @Test
  void operationIds_areUnique() {
    assertThat(description.document().findValuesAsString("operationId"))
        .hasSize(33)
        .doesNotHaveDuplicates();
  }

  @Test
  void check_noticesWhatIsNotDescribed() {
    try (ApiServer server = ApiServer.start()) {
      ApiClient api = ApiClient.of(server);
      Answer made = api.post("/integrations", server.acme());

      description.check("GET", "/integrations/acme", "", made.response());
      for (String elsewhere : List.of("/integrations", "/grants/1", "/providers", "/grants")) {
        assertThatThrownBy(() -> description.check("GET", elsewhere, "", made.response()))
            .isInstanceOf(AssertionError.class);
      }
      assertThatThrownBy(() -> description.check("POST", "/integrations", "{}", made.response()))
          .isInstanceOf(AssertionError.class);
      Answer list = api.get("/integrations");
      assertThatThrownBy(
              () -> description.check("GET", "/integrations?limit=201", "", list.response()))
          .isInstanceOf(AssertionError.class);
    }
  }
}
