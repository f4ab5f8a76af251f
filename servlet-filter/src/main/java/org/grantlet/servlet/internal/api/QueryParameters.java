package org.grantlet.servlet.internal.api;

import static org.grantlet.servlet.internal.api.ApiException.invalidQuery;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, by type. A parameter that is wrong, empty or given twice is an {@code
 * api.invalid_query_params}; unknown ones are ignored. The servlet API's own parameters include
 * those of a form in the body, and containers treat malformed encodings differently.
 */
final class QueryParameters {
  private static final int SHOWN = 100;

  /** 9999-12-31T23:59:59Z: what every database can compare with. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final Map<String, List<String>> values = new HashMap<>();

  QueryParameters(@Nullable String query) {
    if (query == null) {
      return;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
  }

  /** A text of at most {@code max} characters. */
  @Nullable String text(String name, int max) {
    List<String> given = values.getOrDefault(name, List.of());
    if (given.isEmpty()) {
      return null;
    }
    if (given.size() > 1) {
      throw invalidQuery(name, "must be given once, not " + given.size() + " times");
    }
    String value = given.get(0);
    if (value.isEmpty()) {
      throw invalidQuery(name, "must not be empty");
    }
    if (value.length() > max) {
      throw invalidQuery(name, "must be at most " + max + " characters, not " + value.length());
    }
    if (value.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFFFD')) {
      throw invalidQuery(name, "must be UTF-8 without control characters");
    }
    return value;
  }

  String required(String name, int max) {
    String text = text(name, max);
    if (text == null) {
      throw invalidQuery(name, "is required, in the query");
    }
    return text;
  }

  int integer(String name, int min, int max, int absent) {
    String text = text(name, Integer.MAX_VALUE);
    return text == null ? absent : (int) number(name, text, min, max);
  }

  @Nullable Instant time(String name) {
    String text = text(name, Integer.MAX_VALUE);
    return text == null ? null : Instant.ofEpochSecond(number(name, text, 0, LAST_SECOND));
  }

  <E> @Nullable E word(String name, Map<String, E> words) {
    String text = text(name, Integer.MAX_VALUE);
    if (text == null) {
      return null;
    }
    E value = words.get(text);
    if (value == null) {
      throw invalidQuery(
          name,
          "must be one of " + words.keySet().stream().sorted().toList() + ", not " + shown(text));
    }
    return value;
  }

  private static long number(String name, String text, long min, long max) {
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max && text.charAt(0) != '+') {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw invalidQuery(
        name, "must be a whole number between " + min + " and " + max + ", not " + shown(text));
  }

  private static String shown(String text) {
    return "'" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…") + "'";
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new GrantletException(
          ErrorCode.INVALID_QUERY_PARAMS, "The query is not percent-encoded UTF-8", e);
    }
  }
}
