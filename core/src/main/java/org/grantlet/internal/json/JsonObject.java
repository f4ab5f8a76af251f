package org.grantlet.internal.json;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.internal.text.Unicode;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object by type. A member that is null counts as absent, and so does one of
 * the wrong type, once it is reported. Not thread-safe.
 */
public class JsonObject {
  /** Takes reports of wrong members: throws, collects or ignores them. */
  public interface Problems {
    /** The member, and what it must be, as the end of a sentence. */
    void add(String member, String rule);
  }

  private final Map<String, @Nullable Object> members;
  private final Problems problems;

  /** An object to check. */
  public JsonObject(Map<String, @Nullable Object> members, Problems problems) {
    this.members = members;
    this.problems = problems;
  }

  /** An object that was stored by us: wrong members are ignored. */
  public static JsonObject stored(Map<String, @Nullable Object> members) {
    return new JsonObject(members, (member, rule) -> {});
  }

  /** A new object, to write. */
  public static JsonObject empty() {
    return stored(new LinkedHashMap<>());
  }

  /** Adds a member, unless it is null or an empty list or object. */
  public JsonObject put(String name, @Nullable Object value) {
    boolean empty =
        value == null
            || (value instanceof List<?> list && list.isEmpty())
            || (value instanceof Map<?, ?> map && map.isEmpty());
    if (!empty) {
      members.put(name, value);
    }
    return this;
  }

  /** All members. */
  public Map<String, @Nullable Object> members() {
    return members;
  }

  /** A member as it is. */
  public @Nullable Object value(String name) {
    return members.get(name);
  }

  /** Reports what is wrong with a member. */
  public final void problem(String name, String rule) {
    problems.add(name, rule);
  }

  /** A string. */
  public @Nullable String string(String name) {
    Object value = value(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String string)) {
      problem(name, "must be a string");
      return null;
    }
    checkWellFormed(name, string);
    return string;
  }

  /** A string that must be there. */
  public String required(String name) {
    String string = string(name);
    if (string == null) {
      problem(name, "is required");
      throw new IllegalStateException(name + " is missing from a stored value");
    }
    return string;
  }

  /** A whole number, which may be written as 3600.0, too. */
  public @Nullable Long number(String name) {
    Object value = value(name);
    if (value instanceof Number number) {
      try {
        return new BigDecimal(number.toString()).longValueExact();
      } catch (ArithmeticException | NumberFormatException e) {
        problem(name, "must be a whole number within bounds, not " + number);
      }
    } else if (value != null) {
      problem(name, "must be a whole number");
    }
    return null;
  }

  /** A whole number. */
  public long number(String name, long otherwise) {
    Long number = number(name);
    return number == null ? otherwise : number;
  }

  /** A whole number of seconds. */
  public @Nullable Duration seconds(String name) {
    Long seconds = number(name);
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  /** True or false. */
  public @Nullable Boolean flag(String name) {
    Object value = value(name);
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    problem(name, "must be true or false");
    return null;
  }

  /** True or false. */
  public boolean flag(String name, boolean otherwise) {
    Boolean flag = flag(name);
    return flag == null ? otherwise : flag;
  }

  /** A list of strings; empty if absent. */
  public List<String> list(String name) {
    List<String> strings = strings(name);
    return strings == null ? List.of() : strings;
  }

  /** A list of strings. */
  public @Nullable List<String> strings(String name) {
    Object value = value(name);
    if (!(value instanceof List<?> list)) {
      if (value != null) {
        problem(name, "must be a list of strings");
      }
      return null;
    }
    List<String> strings = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof String)) {
        problem(name, "must be a list of strings");
      }
      strings.add(String.valueOf(element));
    }
    checkWellFormed(name, strings);
    return strings;
  }

  /** An object of any JSON values, null among them; a copy. */
  public @Nullable Map<String, @Nullable Object> object(String name) {
    Object value = value(name);
    if (!(value instanceof Map<?, ?> map)) {
      if (value != null) {
        problem(name, "must be an object");
      }
      return null;
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : map.entrySet()) {
      object.put(String.valueOf(member.getKey()), member.getValue());
    }
    checkWellFormed(name, object);
    return object;
  }

  /** An object of any JSON values; empty if absent. */
  public Map<String, @Nullable Object> any(String name) {
    Map<String, @Nullable Object> object = object(name);
    return object == null ? Map.of() : object;
  }

  private void checkWellFormed(String name, Object value) {
    String rule = rule(value);
    if (rule != null) {
      problem(name, rule);
    }
  }

  /** What is JSON, but cannot be stored and returned unchanged. */
  private static @Nullable String rule(@Nullable Object value) {
    if (value instanceof String string) {
      return string.indexOf('\0') >= 0
          ? "must not hold the character U+0000" // databases refuse it
          : Unicode.isWellFormed(string) ? null : "must be well-formed Unicode";
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return "holds a number that is too large";
    }
    List<@Nullable Object> parts = new ArrayList<>();
    if (value instanceof List<?> list) {
      parts.addAll(list);
    } else if (value instanceof Map<?, ?> map) {
      parts.addAll(map.keySet());
      parts.addAll(map.values());
    }
    for (Object part : parts) {
      String rule = rule(part);
      if (rule != null) {
        return rule;
      }
    }
    return null;
  }
}
