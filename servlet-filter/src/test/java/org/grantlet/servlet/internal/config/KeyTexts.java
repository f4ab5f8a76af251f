package org.grantlet.servlet.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.json.JsonObject;

/** Reads {@code keys.json}: what the keys mean. */
final class KeyTexts {
  private KeyTexts() {}

  static Map<String, Object> json() throws IOException {
    return Json.object(resource("keys.json"));
  }

  static List<JsonObject> groups() throws IOException {
    return objects(json().get("groups"));
  }

  static List<JsonObject> keys() throws IOException {
    return groups().stream().flatMap(group -> objects(group.value("keys")).stream()).toList();
  }

  static List<JsonObject> settings() throws IOException {
    return objects(json().get("settings"));
  }

  static List<JsonObject> objects(Object list) {
    return ((List<?>) list)
        .stream()
            .map(Json::asObject)
            .map(
                members ->
                    new JsonObject(
                        members,
                        (member, rule) -> {
                          throw new AssertionError(members + ": " + member + " " + rule);
                        }))
            .toList();
  }

  static String resource(String name) throws IOException {
    try (InputStream in = KeyTexts.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
