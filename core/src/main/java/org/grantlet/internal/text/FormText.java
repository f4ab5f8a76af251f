package org.grantlet.internal.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Queries and forms: {@code application/x-www-form-urlencoded} in UTF-8 (WHATWG URL section 5). */
public final class FormText {
  private static final String HEX = "0123456789ABCDEF";

  private FormText() {}

  /** Parameters as a form or a query. */
  public static String of(Map<String, String> parameters) {
    StringBuilder form = new StringBuilder(512);
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      add(form, parameter.getKey(), parameter.getValue());
    }
    return form.toString();
  }

  /** Adds a parameter, after a {@code &} unless it is the first: then the text ends with ? or &. */
  public static void add(StringBuilder form, String name, String value) {
    int length = form.length();
    if (length > 0 && form.charAt(length - 1) != '?' && form.charAt(length - 1) != '&') {
      form.append('&');
    }
    encode(form, name);
    form.append('=');
    encode(form, value);
  }

  /** Adds a text, encoded. */
  public static void encode(StringBuilder form, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        form.append(text, 0, i);
        encodeBytes(form, text.substring(i).getBytes(StandardCharsets.UTF_8));
        return;
      }
    }
    form.append(text);
  }

  private static void encodeBytes(StringBuilder form, byte[] utf8) {
    for (byte each : utf8) {
      if (isPlain((char) each)) {
        form.append((char) each);
      } else if (each == ' ') {
        form.append('+');
      } else {
        form.append('%').append(HEX.charAt((each >> 4) & 0xF)).append(HEX.charAt(each & 0xF));
      }
    }
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '*';
  }

  /** The parameters of a query, without those that cannot be decoded; mutable. */
  public static Map<String, List<String>> parse(String query) {
    Map<String, List<String>> parameters = new HashMap<>();
    int start = 0;
    while (start < query.length()) {
      int next = query.indexOf('&', start);
      int end = next < 0 ? query.length() : next;
      if (end > start) {
        parse(query, start, end, parameters);
      }
      start = end + 1;
    }
    return parameters;
  }

  private static void parse(
      String query, int start, int end, Map<String, List<String>> parameters) {
    int equals = query.indexOf('=', start);
    int nameEnd = equals < 0 || equals > end ? end : equals;
    try {
      String name = decode(query.substring(start, nameEnd));
      String value = decode(query.substring(Math.min(nameEnd + 1, end), end));
      List<String> first = parameters.putIfAbsent(name, List.of(value));
      if (first != null) {
        List<String> values = new ArrayList<>(first);
        values.add(value);
        parameters.put(name, List.copyOf(values));
      }
    } catch (IllegalArgumentException e) {
      return; // it is no text of this encoding
    }
  }

  private static String decode(String text) {
    return text.indexOf('%') < 0 && text.indexOf('+') < 0
        ? text
        : URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
