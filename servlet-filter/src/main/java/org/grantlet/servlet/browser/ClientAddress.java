package org.grantlet.servlet.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.servlet.config.TrustedProxies;

/**
 * The address a request came from. Behind trusted proxies that is the last address of {@code
 * Forwarded} (RFC 7239) or {@code X-Forwarded-For} that is not itself a trusted proxy; whoever is
 * not trusted can write into those headers what he likes.
 */
public final class ClientAddress {
  private static final Pattern FOR =
      Pattern.compile("for=\"?\\[?([0-9a-fA-F:.]+)]?(?::\\d+)?\"?", Pattern.CASE_INSENSITIVE);
  private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private ClientAddress() {}

  /** The address of whoever made the request. */
  public static String of(HttpServletRequest request, TrustedProxies trusted) {
    String address = literal(request.getRemoteAddr());
    if (!trusted.contains(address)) {
      return address;
    }
    List<String> hops = hops(request);
    for (int i = hops.size() - 1; i >= 0; i--) {
      String hop = hops.get(i);
      if (!LITERAL.matcher(hop).matches()) {
        return address; // what stands before nonsense cannot be believed
      }
      address = hop;
      if (!trusted.contains(hop)) {
        return hop;
      }
    }
    return address;
  }

  private static List<String> hops(HttpServletRequest request) {
    List<String> hops = new ArrayList<>();
    for (String header : Collections.list(request.getHeaders("Forwarded"))) {
      Matcher matcher = FOR.matcher(header);
      while (matcher.find()) {
        hops.add(matcher.group(1));
      }
    }
    if (hops.isEmpty()) {
      for (String header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
        for (String hop : header.split(",", -1)) {
          hops.add(literal(hop.strip()));
        }
      }
    }
    return hops;
  }

  private static String literal(String address) {
    return address.startsWith("[") && address.endsWith("]")
        ? address.substring(1, address.length() - 1)
        : address;
  }
}
