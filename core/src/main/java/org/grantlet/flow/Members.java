package org.grantlet.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object that was written here, read back; absent ones are not written. */
final class Members {
  private final Map<String, Object> json;

  Members(Map<String, Object> json) {
    this.json = json;
  }

  static Members empty() {
    return new Members(new LinkedHashMap<>());
  }

  Members put(String name, @Nullable Object value) {
    boolean empty =
        value == null
            || (value instanceof List<?> list && list.isEmpty())
            || (value instanceof Map<?, ?> map && map.isEmpty());
    if (!empty) {
      json.put(name, value);
    }
    return this;
  }

  Map<String, Object> json() {
    return json;
  }

  @Nullable String text(String name) {
    Object value = json.get(name);
    return value == null ? null : value.toString();
  }

  String required(String name) {
    String value = text(name);
    if (value == null) {
      throw new IllegalStateException(name + " is missing from a stored value");
    }
    return value;
  }

  @Nullable Long number(String name) {
    return json.get(name) instanceof Number number ? number.longValue() : null;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(json.get(name));
  }

  List<String> list(String name) {
    return json.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked") // JSON objects have string names
  @Nullable Map<String, Object> object(String name) {
    return json.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
  }
}
