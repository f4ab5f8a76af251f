package org.grantlet.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.grantlet.spring.GrantletProperties.Api;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.ResolvableType;

/** One value as {@code grantlet.properties} would have it. Not thread-safe. */
final class PropertyValues {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

  private final @Nullable ResolvableType type;
  private final String separator;
  private final Map<Integer, String> items = new TreeMap<>();
  private final Map<String, String> entries = new TreeMap<>();
  private @Nullable String scalar;
  private @Nullable String problem;

  PropertyValues(String key, @Nullable ResolvableType type) {
    this.type = type;
    separator = key.startsWith(PropertyKeys.INTEGRATION) && key.endsWith(".scope") ? " " : ",";
  }

  /**
   * Takes a property of the key.
   *
   * @param part the number in a list or the name in a map; null for the value itself
   * @param value what a YAML or properties file has there
   */
  void add(@Nullable String part, Object value) {
    String text = text(value);
    if (part == null) {
      scalar = text;
    } else if (isMap()) {
      entries.put(part, text);
    } else {
      items.put(Integer.valueOf(part), text);
    }
    if (value instanceof Double || value instanceof Float) {
      problem = "was read as the number " + text + ": put it into quotes";
    } else if (part != null && !isMap() && text.contains(separator)) {
      problem = "has an item with a " + (separator.equals(" ") ? "space" : "comma") + " in it";
    }
  }

  /** The end of a sentence that begins with the key; null if nothing is wrong here. */
  @Nullable String problem() {
    return problem;
  }

  private boolean isMap() {
    return type != null && type.toClass() == Map.class;
  }

  private String text(Object value) {
    return value instanceof Collection<?> all
        ? all.stream().map(String::valueOf).collect(Collectors.joining(separator))
        : String.valueOf(value);
  }

  /** The value as one text. */
  String joined() {
    if (!entries.isEmpty()) {
      return entries.entrySet().stream()
          .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
          .collect(Collectors.joining("&"));
    }
    return items.isEmpty() ? String.valueOf(scalar) : String.join(separator, items.values());
  }

  /** Form-encoded, but for placeholders. */
  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    int end = 0;
    while (placeholder.find()) {
      encoded.append(URLEncoder.encode(text.substring(end, placeholder.start()), UTF_8));
      encoded.append(placeholder.group());
      end = placeholder.end();
    }
    return encoded.append(URLEncoder.encode(text.substring(end), UTF_8)).toString();
  }

  /** The value of a type in the words of Grantlet: seconds for durations, {@code off} for false. */
  static String of(@Nullable ResolvableType type, String value) {
    Class<?> known = type == null ? Object.class : type.toClass();
    if (known == Duration.class) {
      return seconds(value);
    }
    if (known == Api.class) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "true" -> "on";
        case "false" -> "off";
        default -> value;
      };
    }
    return value;
  }

  /** Also {@code 10s} and {@code PT10S}; anything else as it is, for Grantlet to refuse. */
  private static String seconds(String value) {
    try {
      Duration duration = DurationStyle.detectAndParse(value, ChronoUnit.SECONDS);
      boolean isWhole = duration.equals(duration.truncatedTo(ChronoUnit.SECONDS));
      return isWhole ? String.valueOf(duration.toSeconds()) : value;
    } catch (IllegalArgumentException | ArithmeticException e) {
      return value;
    }
  }
}
