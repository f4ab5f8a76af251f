package org.grantlet.jdbc;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON column that was written here. */
final class Body {
  private final Map<String, Object> json;

  Body(String text) {
    try {
      json = JSONObjectUtils.parse(text);
    } catch (ParseException e) {
      throw new IllegalStateException("a stored value is damaged", e);
    }
  }

  static String write(Map<String, ?> members) {
    return JSONObjectUtils.toJSONString(members);
  }

  @Nullable String text(String member) {
    Object value = json.get(member);
    return value == null ? null : value.toString();
  }

  String required(String member) {
    String value = text(member);
    if (value == null) {
      throw new IllegalStateException(member + " is missing in a stored value");
    }
    return value;
  }

  long number(String member) {
    return json.get(member) instanceof Number number ? number.longValue() : 0;
  }

  @Nullable Boolean flag(String member) {
    return json.get(member) instanceof Boolean value ? value : null;
  }

  List<String> list(String member) {
    return json.get(member) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked") // JSON objects have string names
  Map<String, Object> object(String member) {
    return json.get(member) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
