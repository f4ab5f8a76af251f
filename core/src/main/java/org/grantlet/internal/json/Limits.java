package org.grantlet.internal.json;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.grantlet.internal.text.Unicode;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a value, wherever it comes from: what to say of the member; null if nothing
 * is.
 */
public final class Limits {
  private static final int JSON_BYTES = 16 * 1024;
  private static final int JSON_DEPTH = 16;

  /**
   * Of JSON, for each character of the text that Java makes of the same map: at most six for one of
   * a name or value, as an escape. Java's {@code "=, "} of a member and {@code ", "} of an element
   * stand for six bytes ({@code "":"",}) and three ({@code "",}).
   */
  private static final int BYTES_OF_A_CHARACTER = 6;

  private static final int PROVIDER_LENGTH = 64;
  // RFC 6749 section 3.3: scope-token
  private static final int SCOPE_TOKEN_LENGTH = 512;
  private static final int SCOPES = 100;

  private Limits() {}

  /** Whether this can be the name of a provider. */
  public static boolean isProvider(String text) {
    return !text.isEmpty()
        && text.length() <= PROVIDER_LENGTH
        && "_-".indexOf(text.charAt(0)) < 0
        && Unicode.all(
            text, c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-');
  }

  /** The name of a provider. */
  public static @Nullable String provider(String value) {
    return isProvider(value)
        ? null
        : "must be a name of lower-case letters, digits, '-' and '_', at most 64 characters";
  }

  /** A text of so many characters without control characters; null passes. */
  public static @Nullable String text(@Nullable String value, int min, int max) {
    if (value == null) {
      return null;
    }
    if (value.length() < min) {
      return "must not be empty";
    }
    if (value.length() > max) {
      return "must be at most " + max + " characters, not " + value.length();
    }
    return Unicode.all(value, c -> !Character.isISOControl(c))
        ? null
        : "must not hold control characters";
  }

  /** Whether this is a scope: visible ASCII without quotes and backslashes, at most 512. */
  public static boolean isScopeToken(String text) {
    return !text.isEmpty()
        && text.length() <= SCOPE_TOKEN_LENGTH
        && Unicode.all(text, c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
  }

  /** A list of scopes; null passes. */
  public static @Nullable String scope(@Nullable List<String> scope) {
    if (scope == null) {
      return null;
    }
    if (scope.size() > SCOPES) {
      return "must hold at most " + SCOPES + " scopes, not " + scope.size();
    }
    for (String token : scope) {
      if (!isScopeToken(token)) {
        return "must be scope tokens of RFC 6749 section 3.3 (no spaces, quotes, controls)";
      }
    }
    return null;
  }

  /** Scopes in their order, without duplicates. */
  public static List<String> distinct(List<String> scope) {
    return scope.size() < 2 ? scope : List.copyOf(new LinkedHashSet<>(scope));
  }

  /** A JSON object of at most 16 KiB, nested 16 deep at most; null passes. */
  public static @Nullable String json(@Nullable Map<String, Object> value) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    String problem = json(value, JSON_DEPTH);
    if (problem != null) {
      return problem;
    }
    if (value.toString().length() * BYTES_OF_A_CHARACTER <= JSON_BYTES) {
      return null; // as most are, and the writer need not be loaded at the start
    }
    int bytes = Json.bytes(value).length;
    return bytes <= JSON_BYTES
        ? null
        : "must be at most " + JSON_BYTES + " bytes of JSON, not " + bytes;
  }

  private static @Nullable String json(@Nullable Object value, int depth) {
    if (depth < 0) {
      return "must not be nested deeper than " + JSON_DEPTH;
    }
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        String problem = member(member, depth);
        if (problem != null) {
          return problem;
        }
      }
      return null;
    }
    if (value instanceof List<?> list) {
      for (Object element : list) {
        String problem = json(element, depth - 1);
        if (problem != null) {
          return problem;
        }
      }
      return null;
    }
    if (value instanceof String text) {
      return unicode(text);
    }
    if (value instanceof Number number) {
      return Double.isFinite(number.doubleValue())
          ? null
          : "must not hold numbers that are infinite, too large or none";
    }
    return value == null || value instanceof Boolean
        ? null
        : "must be JSON, which a " + value.getClass().getName() + " is not";
  }

  private static @Nullable String member(Map.Entry<?, ?> member, int depth) {
    if (!(member.getKey() instanceof String name)) {
      return "must be JSON: members are named by strings";
    }
    String problem = unicode(name);
    return problem != null ? problem : json(member.getValue(), depth - 1);
  }

  /** What no database keeps and no UTF-8 can say. */
  private static @Nullable String unicode(String text) {
    return text.indexOf('\0') < 0 && Unicode.isWellFormed(text)
        ? null
        : "must be well-formed Unicode without the character U+0000";
  }
}
