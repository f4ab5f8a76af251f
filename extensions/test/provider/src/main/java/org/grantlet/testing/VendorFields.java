package org.grantlet.testing;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a description apart, and complains of what is missing or was not asked for. */
final class VendorFields {
  private final String place;
  private final Map<String, Object> left;

  private VendorFields(String place, Map<?, ?> members) {
    this.place = place;
    left = new LinkedHashMap<>();
    members.forEach((name, value) -> left.put(String.valueOf(name), value));
  }

  static VendorFields parse(String place, String json) {
    try {
      return new VendorFields(place, JSONObjectUtils.parse(json));
    } catch (ParseException e) {
      throw new AssertionError(place + " is not JSON", e);
    }
  }

  String text(String name) {
    String text = optionalText(name);
    if (text == null) {
      throw new AssertionError(place + ": " + name + " is missing");
    }
    return text;
  }

  @Nullable String optionalText(String name) {
    Object value = left.remove(name);
    return value == null ? null : value.toString();
  }

  int number(String name, int otherwise) {
    String text = optionalText(name);
    return text == null ? otherwise : Integer.parseInt(text);
  }

  boolean flag(String name, boolean otherwise) {
    String text = optionalText(name);
    return text == null ? otherwise : Boolean.parseBoolean(text);
  }

  List<String> texts(String name) {
    return left.remove(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Any JSON as it is; null if it is not there. */
  @Nullable Object value(String name) {
    return left.remove(name);
  }

  /** A JSON object as it is; empty if it is not there. */
  Map<String, Object> members(String name) {
    return left.remove(name) instanceof Map<?, ?> map ? new VendorFields(name, map).left : Map.of();
  }

  Map<String, String> textMembers(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    members(name).forEach((member, value) -> texts.put(member, String.valueOf(value)));
    return texts;
  }

  /** Descends into an object; null if it is not there. */
  @Nullable VendorFields object(String name) {
    return left.remove(name) instanceof Map<?, ?> map
        ? new VendorFields(place + "." + name, map)
        : null;
  }

  List<VendorFields> objects(String name) {
    List<VendorFields> objects = new ArrayList<>();
    if (left.remove(name) instanceof List<?> list) {
      for (Object element : list) {
        objects.add(new VendorFields(place + "." + name, (Map<?, ?>) element));
      }
    }
    return objects;
  }

  /** To be called last. */
  void end() {
    if (!left.isEmpty()) {
      throw new AssertionError(place + ": nobody reads " + left.keySet());
    }
  }
}
