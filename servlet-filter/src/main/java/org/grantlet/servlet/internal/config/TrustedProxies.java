package org.grantlet.servlet.internal.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.grantlet.internal.text.IpAddress;

/** Networks of proxies whose forwarding headers are trusted, and the header they set. Immutable. */
public record TrustedProxies(List<Network> networks, Header header) {
  private static final int MAPPED_BITS = 96;

  /** The header with the address of the client. */
  public enum Header {
    /** {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For}; both only if they agree. */
    AUTO,
    /** {@code Forwarded} alone. */
    FORWARDED,
    /** {@code X-Forwarded-For} alone. */
    X_FORWARDED_FOR
  }

  /**
   * A network: the first bits of its addresses, how many these are, and the bytes of an address.
   */
  record Network(BigInteger prefix, int bits, int length) {
    boolean contains(byte[] address) {
      return address.length == length && prefixOf(address, bits).equals(prefix);
    }
  }

  private static BigInteger prefixOf(byte[] address, int bits) {
    return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - bits);
  }

  /**
   * Addresses and networks such as {@code 10.0.0.0/8} or {@code ::1}.
   *
   * @throws IllegalArgumentException naming the one that is neither
   */
  public static TrustedProxies of(List<String> addresses, Header header) {
    List<Network> networks = new ArrayList<>();
    for (String address : addresses) {
      networks.add(network(address));
    }
    return new TrustedProxies(List.copyOf(networks), header);
  }

  /** Whether an address, as text, is one of them. */
  public boolean contains(String address) {
    return !networks.isEmpty()
        && IpAddress.parse(address)
            .map(IpAddress::bytes)
            .filter(bytes -> networks.stream().anyMatch(network -> network.contains(bytes)))
            .isPresent();
  }

  private static Network network(String text) {
    try {
      int slash = text.indexOf('/');
      String address = slash < 0 ? text : text.substring(0, slash);
      byte[] bytes = IpAddress.parse(address).orElseThrow().bytes();
      int all = bytes.length * Byte.SIZE;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (slash >= 0 && bytes.length == Integer.BYTES && address.indexOf(':') >= 0) {
        bits -= MAPPED_BITS; // ::ffff:10.0.0.0/104 is 10.0.0.0/8
      }
      return new Network(prefixOf(bytes, Objects.checkIndex(bits, all + 1)), bits, bytes.length);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
