package org.grantlet.internal.text;

import static org.grantlet.GrantletException.invalidField;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.grantlet.internal.json.Json;
import org.jspecify.annotations.Nullable;

/** Bounds that hold wherever a value comes from, each with an error that names the member. */
public final class Limits {
  private static final int JSON_BYTES = 16 * 1024;
  private static final int JSON_DEPTH = 16;
  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  // RFC 6749 section 3.3: scope-token
  private static final Pattern SCOPE_TOKEN =
      Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,512}");
  private static final int SCOPES = 100;

  private Limits() {}

  /** Whether this can be the name of a provider. */
  public static boolean isProvider(String text) {
    return PROVIDER.matcher(text).matches();
  }

  /** The name of a provider. */
  public static void provider(String value) {
    if (!isProvider(value)) {
      throw invalidField(
          "provider",
          "must be a name of lower-case letters, digits, '-' and '_', at most 64 characters");
    }
  }

  /** A text of so many characters without control characters; null passes. */
  public static void text(String field, @Nullable String value, int min, int max) {
    if (value == null) {
      return;
    }
    if (value.length() < min) {
      throw invalidField(field, "must not be empty");
    }
    if (value.length() > max) {
      throw invalidField(field, "must be at most " + max + " characters, not " + value.length());
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw invalidField(field, "must not hold control characters");
      }
    }
  }

  /** Whether this is a scope: visible ASCII without quotes and backslashes, at most 512. */
  public static boolean isScopeToken(String text) {
    return SCOPE_TOKEN.matcher(text).matches();
  }

  /** A list of scopes, in order, without duplicates. */
  public static List<String> scope(List<String> scope) {
    if (scope.size() > SCOPES) {
      throw invalidField("scope", "must hold at most " + SCOPES + " scopes, not " + scope.size());
    }
    for (String token : scope) {
      if (!isScopeToken(token)) {
        throw invalidField(
            "scope", "must be scope tokens of RFC 6749 section 3.3 (no spaces, quotes, controls)");
      }
    }
    return List.copyOf(new LinkedHashSet<>(scope));
  }

  /** A JSON object of at most 16 KiB, nested 16 deep at most; null passes. */
  public static void json(String field, @Nullable Map<String, Object> value) {
    if (value != null) {
      checkJson(field, value, JSON_DEPTH);
      int bytes = Json.bytes(value).length;
      if (bytes > JSON_BYTES) {
        throw invalidField(field, "must be at most " + JSON_BYTES + " bytes of JSON, not " + bytes);
      }
    }
  }

  private static void checkJson(String field, @Nullable Object value, int depth) {
    if (depth < 0) {
      throw invalidField(field, "must not be nested deeper than " + JSON_DEPTH);
    }
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        if (!(member.getKey() instanceof String name)) {
          throw invalidField(field, "must be JSON: members are named by strings");
        }
        checkUnicode(field, name);
        checkJson(field, member.getValue(), depth - 1);
      }
    } else if (value instanceof List<?> list) {
      list.forEach(element -> checkJson(field, element, depth - 1));
    } else if (value instanceof String text) {
      checkUnicode(field, text);
    } else if (value instanceof Number number) {
      if (!Double.isFinite(number.doubleValue())) {
        throw invalidField(field, "must not hold numbers that are infinite, too large or none");
      }
    } else if (value != null && !(value instanceof Boolean)) {
      throw invalidField(field, "must be JSON, which a " + value.getClass().getName() + " is not");
    }
  }

  /** What no database keeps and no UTF-8 can say. */
  private static void checkUnicode(String field, String text) {
    boolean broken =
        text.codePoints()
            .anyMatch(
                c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    if (broken) {
      throw invalidField(field, "must be well-formed Unicode without the character U+0000");
    }
  }
}
