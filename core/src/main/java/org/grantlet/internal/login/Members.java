package org.grantlet.internal.login;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object that was written here, read back; absent ones are not written. */
public final class Members {
  private final Map<String, Object> json;

  public Members(Map<String, Object> json) {
    this.json = json;
  }

  public static Members empty() {
    return new Members(new LinkedHashMap<>());
  }

  public Members put(String name, @Nullable Object value) {
    boolean empty =
        value == null
            || (value instanceof List<?> list && list.isEmpty())
            || (value instanceof Map<?, ?> map && map.isEmpty());
    if (!empty) {
      json.put(name, value);
    }
    return this;
  }

  public Map<String, Object> json() {
    return json;
  }

  public @Nullable String text(String name) {
    Object value = json.get(name);
    return value == null ? null : value.toString();
  }

  public String required(String name) {
    String value = text(name);
    if (value == null) {
      throw new IllegalStateException(name + " is missing from a stored value");
    }
    return value;
  }

  public @Nullable Long number(String name) {
    return json.get(name) instanceof Number number ? number.longValue() : null;
  }

  public boolean flag(String name) {
    return Boolean.TRUE.equals(json.get(name));
  }

  public List<String> list(String name) {
    return json.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked") // JSON objects have string names
  public @Nullable Map<String, Object> object(String name) {
    return json.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
  }
}
