package org.grantlet.internal.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP address that was written down: parsed by its form alone and never looked up, so that a
 * header that somebody made up asks no DNS. One client has one address: an IPv4 address that is
 * mapped into IPv6 (RFC 4291 section 2.5.5.2) is the IPv4 address, and IPv6 has the text of RFC
 * 5952. Immutable.
 */
public final class IpAddress {
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern IPV6 =
      Pattern.compile("(?=[^:]*:[^:]*:)[0-9a-fA-F:]{2,39}(\\d(\\.\\d{1,3}){3})?");
  private static final Pattern ZEROS = Pattern.compile("\\b0(:0)+\\b");

  private final byte[] bytes;
  private final String text;

  private IpAddress(InetAddress address) {
    bytes = address.getAddress();
    text = text(address);
  }

  /**
   * An address, if the text is one: IPv4 as four decimal numbers, IPv6 without brackets; what names
   * an interface ({@code %eth0}) is dropped.
   */
  public static Optional<IpAddress> parse(String text) {
    int zone = text.indexOf('%');
    String address = zone > 0 && text.indexOf(':') >= 0 ? text.substring(0, zone) : text;
    if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
      return Optional.empty();
    }
    try {
      // In brackets it is never taken for a name that has to be looked up.
      String literal = address.indexOf(':') < 0 ? address : "[" + address + "]";
      return Optional.of(new IpAddress(InetAddress.getByName(literal)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The canonical text of an address; any other text as it is. */
  public static String canonical(String text) {
    return parse(text).map(IpAddress::toString).orElse(text);
  }

  /** The address: 4 bytes, or 16. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** RFC 5952 section 4: the first longest run of zeros is "::"; the JDK does the rest. */
  private static String text(InetAddress address) {
    String whole = address.getHostAddress();
    if (whole.indexOf(':') < 0) {
      return whole;
    }
    String longest = "";
    for (Matcher runs = ZEROS.matcher(whole); runs.find(); ) {
      longest = runs.group().length() > longest.length() ? runs.group() : longest;
    }
    return longest.isEmpty() ? whole : whole.replaceFirst("(^|:)" + longest + "(:|$)", "::");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress address && address.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The canonical text. */
  @Override
  public String toString() {
    return text;
  }
}
