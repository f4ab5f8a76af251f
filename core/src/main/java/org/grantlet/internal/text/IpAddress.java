package org.grantlet.internal.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
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
  private static final int GROUPS = 8;

  private final byte[] bytes;
  private final String text;

  private IpAddress(byte[] bytes) {
    this.bytes = bytes;
    text = bytes.length == Integer.BYTES ? ipv4(bytes) : ipv6(bytes);
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
      return Optional.of(new IpAddress(InetAddress.getByName(literal).getAddress()));
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

  private static String ipv4(byte[] bytes) {
    return (bytes[0] & 0xFF)
        + "."
        + (bytes[1] & 0xFF)
        + "."
        + (bytes[2] & 0xFF)
        + "."
        + (bytes[3] & 0xFF);
  }

  /** RFC 5952 section 4: lower case, no leading zeros, the first longest run of zeros as "::". */
  private static String ipv6(byte[] bytes) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xFF) << Byte.SIZE | (bytes[2 * i + 1] & 0xFF);
    }
    int from = -1;
    int longest = 1; // a single group of zeros is written out
    for (int i = 0; i < GROUPS; i++) {
      int run = 0;
      while (i + run < GROUPS && groups[i + run] == 0) {
        run++;
      }
      if (run > longest) {
        from = i;
        longest = run;
      }
    }
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < GROUPS) {
      if (i == from) {
        text.append("::");
        i += longest;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(groups[i]));
        i++;
      }
    }
    return text.toString();
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
