package org.grantlet.servlet.internal.api;

import static org.grantlet.GrantletException.invalidField;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a request's JSON object, by type. A member that is null counts as left out; one of
 * the wrong type is an {@code api.invalid_field} that names it; unknown ones are never looked at.
 */
final class Members {
  private final Map<String, @Nullable Object> json;

  public Members(Map<String, @Nullable Object> json) {
    this.json = json;
  }

  /** A string. */
  public @Nullable String text(String name) {
    Object value = json.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw invalidField(name, "must be a string");
    }
    return checked(name, text);
  }

  /** A string that must be there. */
  public String required(String name) {
    String text = text(name);
    if (text == null) {
      throw invalidField(name, "is required");
    }
    return text;
  }

  /** A whole number of seconds, which may be written as 3600.0 too. */
  @Nullable Duration seconds(String name) {
    Object value = json.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Number number) {
      try {
        return Duration.ofSeconds(new BigDecimal(number.toString()).longValueExact());
      } catch (ArithmeticException | NumberFormatException e) {
        throw invalidField(name, "must be a whole number within bounds, not " + number);
      }
    }
    throw invalidField(name, "must be a whole number");
  }

  /** A list of strings. */
  @Nullable List<String> texts(String name) {
    Object value = json.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> list)) {
      throw invalidField(name, "must be a list of strings");
    }
    List<String> texts = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof String text)) {
        throw invalidField(name, "must be a list of strings");
      }
      texts.add(checked(name, text));
    }
    return texts;
  }

  /** A string, or a list of strings. */
  @Nullable Object textOrTexts(String name) {
    Object value = json.get(name);
    if (value != null && !(value instanceof String) && !(value instanceof List<?>)) {
      throw invalidField(name, "must be a string or a list of strings");
    }
    return value instanceof String ? text(name) : texts(name);
  }

  /** An object of any JSON values, null among them. */
  public @Nullable Map<String, @Nullable Object> object(String name) {
    Object value = json.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw invalidField(name, "must be an object");
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    map.forEach((member, element) -> object.put(String.valueOf(member), element));
    return checked(name, object);
  }

  /** The {@code settings}; empty if left out. */
  Map<String, @Nullable Object> settings() {
    Map<String, @Nullable Object> settings = object("settings");
    return settings == null ? Map.of() : settings;
  }

  /** The {@code settings} of something new, where removing a member means nothing. */
  Map<String, Object> newSettings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings()
        .forEach(
            (member, value) -> {
              if (value != null) {
                settings.put(member, value);
              }
            });
    return settings;
  }

  private static <T> T checked(String name, T value) {
    String problem = problem(value);
    if (problem != null) {
      throw invalidField(name, problem);
    }
    return value;
  }

  /** What parses as JSON and could still not be kept and given back as it is. */
  private static @Nullable String problem(@Nullable Object value) {
    if (value instanceof String text) {
      return problem(text);
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return "holds a number that is too large";
    }
    Iterable<?> elements = List.of();
    if (value instanceof List<?> list) {
      elements = list;
    } else if (value instanceof Map<?, ?> map) {
      List<@Nullable Object> all = new ArrayList<>(map.keySet());
      all.addAll(map.values());
      elements = all;
    }
    for (Object element : elements) {
      String problem = problem(element);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable String problem(String text) {
    if (text.indexOf('\0') >= 0) {
      return "must not hold the character U+0000"; // no database keeps it
    }
    boolean broken =
        text.codePoints()
            .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    return broken ? "must be well-formed Unicode" : null;
  }
}
