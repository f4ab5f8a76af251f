package org.grantlet.servlet.internal.api;

import static org.grantlet.GrantletException.invalidField;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.internal.json.JsonObject;

/** A call by the application, which is read as far as it is needed. Not thread-safe. */
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

  /** The body, to be read once. A wrong member is an {@code api.invalid_field}. */
  JsonObject body() {
    return new JsonObject(
        RequestBody.read(request),
        (member, rule) -> {
          throw invalidField(member, rule);
        });
  }

  /** The same, where a call may have no body at all. */
  JsonObject bodyOrNone() {
    return request.getHeader("Content-Type") == null && request.getContentLengthLong() <= 0
        ? JsonObject.empty()
        : body();
  }

  /** The {@code settings} of something new; null members, which remove settings, are left out. */
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

  QueryParameters query() {
    return new QueryParameters(request.getQueryString());
  }
}
