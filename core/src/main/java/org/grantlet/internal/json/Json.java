package org.grantlet.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/**
 * JSON (RFC 8259), read strictly by json-smart, which the Nimbus SDK brings; objects are ordered
 * maps. Thread-safe.
 */
public final class Json {
  /** Deeper than any real document, shallow enough for any stack. */
  private static final int DEPTH = 32;

  /** Of one literal; RFC 8259 section 6 lets a parser limit it. */
  private static final int NUMBER_LENGTH = 64;

  /** Of its digits. */
  private static final int EXPONENT_LENGTH = 3;

  private Json() {}

  /** Parses an object within the limits above; fails with an IllegalArgumentException. */
  public static Map<String, Object> object(String text) {
    return object(tree(text));
  }

  /** Parses an object in which, at every depth, no object names a member twice. */
  public static Map<String, Object> uniqueObject(String text) {
    return object(parse(text, TreeReader.UNIQUE));
  }

  private static Map<String, Object> object(Object value) {
    if (!(value instanceof Map<?, ?>)) {
      throw new IllegalArgumentException("not a JSON object");
    }
    return asObject(value);
  }

  /** Parses an object or an array. */
  public static Object tree(String text) {
    Object value = parse(text, TreeReader.LENIENT);
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      return value;
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  private static Object parse(String text, TreeReader reader) {
    checkLimits(text);
    try {
      return new JSONParser(JSONParser.MODE_RFC4627).parse(text, reader);
    } catch (TreeReader.Repeated e) {
      throw new IllegalArgumentException(
          "not clear: it names '" + Reason.clean(String.valueOf(e.getMessage())) + "' twice", e);
    } catch (ParseException | RuntimeException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  /** A JSON value as an object; empty if it is not one. */
  @SuppressWarnings("unchecked") // JSON objects have string names
  public static Map<String, Object> asObject(@Nullable Object json) {
    return json instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** Parses an object from UTF-8. */
  public static Map<String, Object> object(byte[] utf8) {
    return object(new String(utf8, StandardCharsets.UTF_8));
  }

  /** An object as compact text. */
  public static String text(Map<String, ?> object) {
    return JsonWriter.text(object);
  }

  /** An object as compact UTF-8. */
  public static byte[] bytes(Map<String, ?> object) {
    return text(object).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The parser recurses, and the time for a number grows with the square of its digits, so both are
   * limited before.
   */
  private static void checkLimits(String text) {
    int depth = 0;
    int number = 0;
    int exponent = -1; // digits of it; negative before it begins
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inString = false;
        }
        continue;
      }
      if ((c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E') {
        exponent = c == 'e' || c == 'E' ? 0 : exponent < 0 || c < '0' ? exponent : exponent + 1;
        if (++number > NUMBER_LENGTH || exponent > EXPONENT_LENGTH) {
          throw new IllegalArgumentException("too long in a number");
        }
        continue;
      }
      number = 0;
      exponent = -1;
      if (c == '"') {
        inString = true;
      } else if (c == '{' || c == '[') {
        if (++depth > DEPTH) {
          throw new IllegalArgumentException("nested deeper than " + DEPTH);
        }
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
  }
}
