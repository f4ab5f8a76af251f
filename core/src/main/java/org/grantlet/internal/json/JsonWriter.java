package org.grantlet.internal.json;

import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, strings, numbers and booleans as compact JSON (RFC 8259), which is safe in a
 * script of an HTML page, too. It takes the place of json-smart's writer, which loads some seventy
 * classes for Java objects of all kinds. Not thread-safe.
 */
final class JsonWriter {
  private static final char DELETE = '\u007F';
  private static final char LAST_CONTROL = '\u009F';

  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  /** A value as text; fails with an IllegalArgumentException if JSON has nothing for it. */
  static String text(@Nullable Object value) {
    JsonWriter writer = new JsonWriter();
    writer.add(value);
    return writer.out.toString();
  }

  private void add(@Nullable Object value) {
    if (value instanceof String text) {
      addString(text);
    } else if (value instanceof Map<?, ?> object) {
      addObject(object);
    } else if (value instanceof Iterable<?> array) {
      addArray(array);
    } else if (value == null || value instanceof Boolean || isFinite(value)) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("not JSON: a " + value.getClass().getName());
    }
  }

  /** As Java writes a number, JSON does, but for NaN and Infinity. */
  private static boolean isFinite(Object value) {
    return value instanceof Number
        && !(value instanceof Double number && !Double.isFinite(number))
        && !(value instanceof Float single && !Float.isFinite(single));
  }

  private void addObject(Map<?, ?> object) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> member : object.entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      addString(String.valueOf(member.getKey()));
      out.append(':');
      add(member.getValue());
    }
    out.append('}');
  }

  private void addArray(Iterable<?> array) {
    out.append('[');
    boolean first = true;
    for (Object element : array) {
      if (!first) {
        out.append(',');
      }
      first = false;
      add(element);
    }
    out.append(']');
  }

  private void addString(String text) {
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isEscaped(c)) {
        out.append(text, written, i).append('\\');
        addEscape(c);
        written = i + 1;
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  /** More than RFC 8259 section 7 asks for: what would end a script, or a line of it. */
  private static boolean isEscaped(char c) {
    return c < ' '
        || c == '"'
        || c == '\\'
        || c == '<'
        || (c >= DELETE && c <= LAST_CONTROL)
        || c == '\u2028'
        || c == '\u2029';
  }

  private void addEscape(char c) {
    switch (c) {
      case '"', '\\' -> out.append(c);
      case '\n' -> out.append('n');
      case '\r' -> out.append('r');
      case '\t' -> out.append('t');
      default -> out.append('u').append(HexFormat.of().toHexDigits(c));
    }
  }
}
