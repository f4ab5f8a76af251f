package org.grantlet.servlet.internal.api;

import static org.grantlet.GrantletException.invalidField;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.internal.json.JsonObject;

/**
 * A call whose caller is known: what was asked, read as far as it is looked at. Not thread-safe.
 */
final class ApiCall {
  private final HttpServletRequest request;
  private final String argument;

  ApiCall(HttpServletRequest request, String argument) {
    this.request = request;
    this.argument = argument;
  }

  /** The variable segment of the path; empty if it has none. */
  String argument() {
    return argument;
  }

  /** The members of the body; read once. One that is wrong is an {@code api.invalid_field}. */
  JsonObject body() {
    return new JsonObject(
        RequestBody.read(request),
        (member, rule) -> {
          throw invalidField(member, rule);
        });
  }

  /** The {@code settings} of something new, where removing a member means nothing. */
  static Map<String, Object> newSettings(JsonObject body) {
    Map<String, Object> settings = new LinkedHashMap<>();
    body.any("settings")
        .forEach(
            (member, value) -> {
              if (value != null) {
                settings.put(member, value);
              }
            });
    return settings;
  }

  /** The query. */
  QueryParameters query() {
    return new QueryParameters(request.getQueryString());
  }
}
