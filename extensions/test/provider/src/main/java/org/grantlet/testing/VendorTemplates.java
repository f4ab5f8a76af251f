package org.grantlet.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replies of a description with what changes filled in. */
final class VendorTemplates {
  private VendorTemplates() {}

  /** Replaces the values that begin with {@code $}; members that are null then are left out. */
  static Map<String, Object> fill(Map<?, ?> template, Map<String, @Nullable Object> values) {
    Map<String, Object> filled = new LinkedHashMap<>();
    template.forEach(
        (name, value) -> {
          Object made = value(value, values);
          if (made != null || value == null) {
            filled.put(String.valueOf(name), made);
          }
        });
    return filled;
  }

  private static @Nullable Object value(
      @Nullable Object value, Map<String, @Nullable Object> values) {
    if (value instanceof Map<?, ?> map) {
      return fill(map, values);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> value(element, values)).toList();
    }
    if (value instanceof String text && text.startsWith("$")) {
      if (!values.containsKey(text)) {
        throw new AssertionError("A description says " + text + ", which nothing stands for");
      }
      return values.get(text);
    }
    return value;
  }
}
