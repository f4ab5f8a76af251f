package org.grantlet.servlet.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.grantlet.internal.text.IpAddress;
import org.grantlet.servlet.internal.config.TrustedProxies;
import org.grantlet.servlet.internal.config.TrustedProxies.Header;
import org.jspecify.annotations.Nullable;

/**
 * The address that a request came from. Behind trusted proxies it is the last address of {@code
 * Forwarded} (RFC 7239) or {@code X-Forwarded-For} that is not itself a trusted proxy; any client
 * can write what it likes into those headers. Most proxies set one of the two and pass the other on
 * unchanged: if {@code grantlet.forwarded-header} does not say which, and they disagree, neither is
 * believed. Addresses are parsed and never looked up.
 */
public final class ClientAddress {
  private static final Pattern FOR =
      Pattern.compile("(?:^|;)\\s*for=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);

  /** An address with the brackets or the port that some proxies add. */
  private static final Pattern HOST =
      Pattern.compile("\\[([^\\]]+)](?::\\d+)?|([^:]+)(?::\\d+)?|([^\\[]*)");

  private ClientAddress() {}

  public static String of(HttpServletRequest request, TrustedProxies trusted) {
    String peer = Objects.requireNonNullElse(literal(request.getRemoteAddr()), "unknown");
    if (!trusted.contains(peer)) {
      return peer;
    }
    List<@Nullable String> forwarded =
        trusted.header() == Header.X_FORWARDED_FOR ? List.of() : forwarded(request);
    List<@Nullable String> forwardedFor =
        trusted.header() == Header.FORWARDED ? List.of() : forwardedFor(request);
    String one = lastUntrusted(peer, forwarded, trusted);
    String other = lastUntrusted(peer, forwardedFor, trusted);
    if (forwarded.isEmpty() || forwardedFor.isEmpty()) {
      return forwarded.isEmpty() ? other : one;
    }
    return one.equals(other) ? one : peer;
  }

  /**
   * The hop nearest to us that no trusted proxy is; what stands before nonsense is not believed.
   */
  private static String lastUntrusted(
      String peer, List<@Nullable String> hops, TrustedProxies trusted) {
    String address = peer;
    for (int i = hops.size() - 1; i >= 0; i--) {
      String hop = hops.get(i);
      if (hop == null) {
        return peer;
      }
      address = hop;
      if (!trusted.contains(hop)) {
        return hop;
      }
    }
    return address;
  }

  private static List<@Nullable String> forwarded(HttpServletRequest request) {
    List<@Nullable String> hops = new ArrayList<>();
    for (String element : elements(request, "Forwarded")) {
      Matcher matcher = FOR.matcher(element);
      hops.add(matcher.find() ? literal(matcher.group(1).strip()) : null);
    }
    return hops;
  }

  private static List<@Nullable String> forwardedFor(HttpServletRequest request) {
    List<@Nullable String> hops = new ArrayList<>();
    elements(request, "X-Forwarded-For").forEach(element -> hops.add(literal(element)));
    return hops;
  }

  private static List<String> elements(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header)).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  /** The canonical text of an address; null if it is none. */
  private static @Nullable String literal(@Nullable String text) {
    String given = String.valueOf(text);
    IpAddress address = IpAddress.parse(given).orElse(null);
    if (address == null) {
      address = IpAddress.parse(bare(given)).orElse(null);
    }
    return address == null ? null : address.toString();
  }

  /** The address in brackets or before a port; empty if there is none. */
  private static String bare(String text) {
    Matcher matcher = HOST.matcher(text);
    return matcher.matches()
        ? Stream.of(1, 2, 3).map(matcher::group).filter(Objects::nonNull).findFirst().orElse("")
        : "";
  }
}
