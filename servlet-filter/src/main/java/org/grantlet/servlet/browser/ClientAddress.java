package org.grantlet.servlet.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.servlet.config.TrustedProxies;
import org.jspecify.annotations.Nullable;

/**
 * The address a request came from. Behind trusted proxies that is the last address of {@code
 * Forwarded} (RFC 7239) or {@code X-Forwarded-For} that is not itself a trusted proxy; whoever is
 * not trusted can write into those headers what he likes. Most proxies write one of the two and
 * hand the other on as it came, so where they disagree neither is believed.
 */
public final class ClientAddress {
  private static final Pattern FOR =
      Pattern.compile("(?:^|;)\\s*for=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);
  private static final Pattern IPV4 = Pattern.compile("([0-9.]{7,15})(?::\\d+)?");
  private static final Pattern IPV6 =
      Pattern.compile("\\[([0-9a-fA-F:.]{2,45})](?::\\d+)?|([0-9a-fA-F:.]{2,45})");

  private ClientAddress() {}

  /** The address of whoever made the request. */
  public static String of(HttpServletRequest request, TrustedProxies trusted) {
    String peer = Objects.requireNonNullElse(literal(request.getRemoteAddr()), "unknown");
    if (!trusted.contains(peer)) {
      return peer;
    }
    List<@Nullable String> forwarded = forwarded(request);
    List<@Nullable String> forwardedFor = forwardedFor(request);
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

  /** An address without brackets and port, which some proxies add; null if it is none. */
  private static @Nullable String literal(@Nullable String text) {
    String address = String.valueOf(text);
    Matcher ipv4 = IPV4.matcher(address);
    if (ipv4.matches()) {
      return ipv4.group(1);
    }
    Matcher ipv6 = IPV6.matcher(address);
    if (!ipv6.matches()) {
      return null;
    }
    return ipv6.group(1) == null ? ipv6.group(2) : ipv6.group(1);
  }
}
