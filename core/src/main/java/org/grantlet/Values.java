package org.grantlet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deep, unmodifiable copies of JSON values; unlike {@link Map#copyOf} they keep order and nulls.
 */
final class Values {
  private Values() {}

  static Map<String, Object> freeze(Map<String, ?> map) {
    if (map.isEmpty()) {
      return Map.of(); // as most are
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    for (Map.Entry<String, ?> member : map.entrySet()) {
      copy.put(member.getKey(), freezeValue(member.getValue()));
    }
    return Collections.unmodifiableMap(copy);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // JSON objects have string names and may hold null
  private static Object freezeValue(Object value) {
    if (value instanceof Map<?, ?> map) {
      return freeze((Map<String, Object>) map);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(freezeValue(element)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }
}
