package org.grantlet.servlet.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds exchanges against the description of the API: replies always, requests where the API took
 * them. Stricter than what is published in one way: a reply must not have members that are not
 * described. Thread-safe.
 */
final class OpenApi {
  private static final String ADDRESS = "https://grantlet.test/openapi.json";
  private static final JsonMapper JSON = new JsonMapper();

  /** The description in the jar. */
  static final OpenApi DESCRIPTION = new OpenApi();

  private final JsonNode document;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private OpenApi() {
    try (InputStream in = ConnectApi.class.getResourceAsStream("openapi.json")) {
      document = JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonNode strict = document.deepCopy();
    strict.at("/components/schemas").forEach(OpenApi::close);
    registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi31(),
            builder -> builder.schemas(Map.of(ADDRESS, strict.toString())));
  }

  /** Forbids the members that are neither described nor left open on purpose. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.has("properties") && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
    }
    schema.forEach(OpenApi::close);
  }

  JsonNode document() {
    return document;
  }

  /** What the document has at a JSON pointer, after following references. */
  JsonNode at(String pointer) {
    JsonNode node = document.at(pointer);
    return node.has("$ref") ? at(node.get("$ref").asString().substring(1)) : node;
  }

  /**
   * Checks an exchange.
   *
   * @param path below the base path, with the query
   * @param body what was sent; empty if nothing
   */
  void check(String method, String path, String body, HttpResponse<String> response) {
    String what = method + " " + path + " " + response.statusCode() + " " + response.body();
    Optional<String> template = template(URI.create(path).getRawPath());
    String operation =
        template
            .map(found -> "/paths/" + escape(found) + "/" + method.toLowerCase(Locale.ROOT))
            .filter(pointer -> !document.at(pointer).isMissingNode())
            .orElse(null);
    if (operation == null) {
      assertThat(response.statusCode()).as(what).isIn(401, 404, 405, 429);
      assertValid(schema("/components/schemas/Error"), response.body(), what);
      return;
    }
    String reply = operation + "/responses/" + response.statusCode();
    assertThat(at(reply).isObject()).as("described: " + what).isTrue();
    assertHeaders(at(reply).path("headers"), response, what);
    assertValid(schema(media(reply)), response.body(), what);
    if (response.statusCode() == 200) {
      if (document.at(operation).has("requestBody")) {
        assertValid(schema(media(operation + "/requestBody")), body, what + " to " + body);
      }
      assertParameters(operation, URI.create(path).getRawQuery(), what);
    }
  }

  /** Whether the description, as it is published, would let this request pass. */
  boolean allows(String method, String path, String body) {
    String pointer =
        "/paths/" + escape(template(path).orElseThrow()) + "/" + method.toLowerCase(Locale.ROOT);
    return schema(media(pointer + "/requestBody")).validate(body, InputFormat.JSON).isEmpty();
  }

  private Optional<String> template(String path) {
    return document.get("paths").propertyNames().stream()
        .filter(template -> path.matches(template.replaceAll("\\{\\w+}", "[^/]+")))
        .findFirst();
  }

  /** The pointer to the schema of a body, after following references. */
  private String media(String pointer) {
    JsonNode node = document.at(pointer);
    String resolved = node.has("$ref") ? node.get("$ref").asString().substring(1) : pointer;
    return resolved + "/content/application~1json/schema";
  }

  private void assertHeaders(JsonNode headers, HttpResponse<String> response, String what) {
    for (Map.Entry<String, JsonNode> header : headers.properties()) {
      JsonNode described = header.getValue();
      if (described.has("$ref")) {
        described = at(described.get("$ref").asString().substring(1));
      }
      if (described.path("required").asBoolean(false)) {
        assertThat(response.headers().firstValue(header.getKey())).as(what).isPresent();
      }
    }
  }

  private void assertParameters(String operation, String query, String what) {
    JsonNode described = document.at(operation + "/parameters");
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      for (JsonNode reference : described) {
        String pointer = reference.get("$ref").asString().substring(1);
        if (document.at(pointer).get("name").asString().equals(parts[0])) {
          boolean number = document.at(pointer + "/schema/type").asString("").equals("integer");
          String value = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
          assertValid(
              schema(pointer + "/schema"), number ? value : JSON.writeValueAsString(value), what);
        }
      }
    }
  }

  private Schema schema(String pointer) {
    return schemas.computeIfAbsent(
        pointer,
        key ->
            registry.getSchema(
                SchemaLocation.of(
                    ADDRESS + "#" + pointer.replace("{", "%7B").replace("}", "%7D"))));
  }

  private static String escape(String segment) {
    return segment.replace("~", "~0").replace("/", "~1");
  }

  private static void assertValid(Schema schema, String json, String what) {
    List<Error> errors = schema.validate(json, InputFormat.JSON);
    assertThat(errors).as(what).isEmpty();
  }
}
