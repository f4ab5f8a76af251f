package org.grantlet.servlet.internal.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.internal.json.Json;

/**
 * A call that must fail and write nothing.
 *
 * @param method the HTTP method
 * @param path below the base path; {@code {grant}} stands for the id of one that is there
 * @param member the member that is wrong, {@code settings.x} for one of the settings, or "" for all
 * @param value what it is instead; {@link #LEFT_OUT}, or the whole body where there is no member
 * @param status the status expected
 * @param type the error type expected
 * @param named what the message begins with
 */
record BadCase(
    String method,
    String path,
    String member,
    Object value,
    int status,
    String type,
    String named) {
  static final Object LEFT_OUT = new Object();
  private static final String SETTINGS = "settings.";

  /** A member that is wrong, and named. */
  static BadCase field(String method, String path, String member, Object value) {
    return new BadCase(method, path, member, value, 400, "api.invalid_field", member);
  }

  /** A query that is wrong; the message names the parameter that it begins with. */
  static BadCase query(String method, String path, String query) {
    String parameter = query.substring(0, query.indexOf('='));
    return new BadCase(
        method, path + "?" + query, "", "", 400, "api.invalid_query_params", parameter);
  }

  /** The same with another outcome. */
  BadCase fails(int otherStatus, String otherType, String otherNamed) {
    return new BadCase(method, path, member, value, otherStatus, otherType, otherNamed);
  }

  /** The body, changed from one that would work. */
  String body(Map<String, Object> good) {
    if (member.isEmpty()) {
      return (String) value;
    }
    Map<String, Object> body = new LinkedHashMap<>(good);
    if (member.startsWith(SETTINGS)) {
      Map<String, Object> settings = new LinkedHashMap<>();
      ((Map<?, ?>) body.getOrDefault("settings", Map.of()))
          .forEach((name, kept) -> settings.put((String) name, kept));
      change(settings, member.substring(SETTINGS.length()));
      body.put("settings", settings);
    } else {
      change(body, member);
    }
    return Json.text(body);
  }

  /** Sizes in bytes, what a deployment allows, and what depends on other members. */
  boolean isBeyondSchemas() {
    String text = String.valueOf(value);
    return text.length() >= 16 * 1024
        || text.contains("\0")
        || text.contains("http://")
        || (member.startsWith(SETTINGS) && value == null);
  }

  private void change(Map<String, Object> object, String name) {
    if (value == LEFT_OUT) {
      object.remove(name);
    } else {
      object.put(name, value);
    }
  }

  @Override
  public String toString() {
    String text = value == LEFT_OUT ? "left out" : String.valueOf(value);
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" + text.length() : text;
    return method + " " + path + " " + member + "=" + shown.replaceAll("\\p{Cntrl}", "?");
  }
}
