package org.grantlet.internal.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path into JSON: member names separated by dots, {@code [member=value]} for the first element of
 * an array that has this member, {@code [0]} for the first of all. Immutable.
 */
public final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile("\\.?([A-Za-z_][A-Za-z0-9_-]*)|\\[(?:0|([a-z_]+)=([A-Za-z0-9_-]+))]");

  private record Step(@Nullable String member, @Nullable String key, @Nullable String value) {}

  private final String text;
  private final List<Step> steps = new ArrayList<>();

  private JsonPath(String text) {
    this.text = text;
  }

  /** Reads a path. */
  public static JsonPath of(String text) {
    JsonPath path = new JsonPath(text);
    Matcher matcher = STEP.matcher(text);
    int end = 0;
    while (end < text.length() && matcher.find(end) && matcher.start() == end) {
      path.steps.add(new Step(matcher.group(1), matcher.group(2), matcher.group(3)));
      end = matcher.end();
    }
    if (text.isEmpty() || end < text.length() || text.startsWith(".")) {
      throw new IllegalArgumentException("must be a path such as user.emails[primary=true].value");
    }
    return path;
  }

  /** The value there; null if none. */
  public @Nullable Object find(@Nullable Object json) {
    Object here = json;
    for (Step step : steps) {
      if (step.member() != null) {
        here = here instanceof Map<?, ?> map ? map.get(step.member()) : null;
      } else {
        here = here instanceof List<?> list ? element(list, step) : null;
      }
    }
    return here;
  }

  /** The string or number there; null if none, or longer than 512 characters. */
  public @Nullable String text(@Nullable Object json) {
    Object found = find(json);
    if (!(found instanceof String) && !(found instanceof Number)) {
      return null;
    }
    String value = found.toString();
    return value.isBlank() || value.length() > 512 ? null : value;
  }

  private static @Nullable Object element(List<?> list, Step step) {
    for (Object element : list) {
      if (step.key() == null
          || (element instanceof Map<?, ?> map
              && String.valueOf(map.get(step.key())).equals(step.value()))) {
        return element;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return text;
  }
}
