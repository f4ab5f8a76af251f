package org.grantlet.internal.integration;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.grantlet.internal.text.IpAddress;

/**
 * The normal form of a URL (RFC 3986 section 6.2), which browsers, proxies and servlet containers
 * all read the same way. They differ in other spellings: each may lower the host, drop default
 * ports, resolve dots, cut path parameters and decode escapes, or not.
 */
public final class NormalForm {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private NormalForm() {}

  /**
   * The normal form of an absolute http or https URL.
   *
   * @throws IllegalArgumentException if it is no URI (RFC 3986)
   */
  public static String of(String url) {
    URI uri = URI.create(url);
    String query = uri.getRawQuery();
    return origin(uri) + path(uri.getRawPath()) + (query == null ? "" : "?" + ascii(query));
  }

  /** Whether a text is a URL with a host, which has a normal form. */
  static boolean exists(String url) {
    try {
      return URI.create(url).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether two URLs have the same origin (RFC 6454), however it is spelled. */
  static boolean sameOrigin(String one, String other) {
    return origin(URI.create(one)).equals(origin(URI.create(other)));
  }

  private static String origin(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      host = "[" + IpAddress.canonical(host.substring(1, host.length() - 1)) + "]";
    } else if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    int standard = scheme.equals("http") ? 80 : 443;
    boolean named = uri.getPort() >= 0 && uri.getPort() != standard;
    return scheme + "://" + host + (named ? ":" + uri.getPort() : "");
  }

  private static String path(String raw) {
    if (raw.isEmpty()) {
      return "";
    }
    List<String> segments = new ArrayList<>();
    boolean folder = false;
    for (String given : raw.replaceAll("(?i)%2f|%5c", "/").split("/", -1)) {
      String segment = segment(given);
      folder = segment.isEmpty() || segment.equals(".") || segment.equals("..");
      if (!folder) {
        segments.add(segment);
      } else if (segment.equals("..") && !segments.isEmpty()) {
        segments.remove(segments.size() - 1);
      }
    }
    return "/" + String.join("/", segments) + (folder && !segments.isEmpty() ? "/" : "");
  }

  /** Without path parameters; escaped only where necessary, in upper case. */
  private static String segment(String given) {
    int parameters = given.indexOf(';');
    String raw = ascii(parameters < 0 ? given : given.substring(0, parameters));
    StringBuilder segment = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '%') {
        segment.append(c);
        continue;
      }
      int octet = HexFormat.fromHexDigits(raw, i + 1, i + 3);
      if (isUnreserved(octet)) {
        segment.append((char) octet);
      } else if (octet >= ' ' && octet != 0x7F) { // control characters are dropped
        segment.append('%').append(HEX.toHexDigits((byte) octet));
      }
      i += 2;
    }
    return segment.toString();
  }

  /** RFC 3986 section 2.3. */
  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  private static String ascii(String raw) {
    StringBuilder ascii = new StringBuilder();
    for (byte octet : raw.getBytes(StandardCharsets.UTF_8)) {
      if (octet < 0) {
        ascii.append('%').append(HEX.toHexDigits(octet));
      } else {
        ascii.append((char) octet);
      }
    }
    return ascii.toString();
  }
}
