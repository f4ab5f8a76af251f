package org.grantlet.servlet.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Networks whose {@code X-Forwarded-For} and {@code Forwarded} headers are believed. Immutable. */
public final class TrustedProxies {
  /** Addresses only: a host name would be looked up. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final class Network {
    private final byte[] address;
    private final int bits;

    Network(byte[] address, int bits) {
      this.address = address;
      this.bits = bits;
    }

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Network> networks = new ArrayList<>();

  private TrustedProxies() {}

  /**
   * Addresses and networks such as {@code 10.0.0.0/8} or {@code ::1}.
   *
   * @throws IllegalArgumentException naming the one that is neither
   */
  public static TrustedProxies of(List<String> addresses) {
    TrustedProxies proxies = new TrustedProxies();
    addresses.forEach(address -> proxies.networks.add(network(address)));
    return proxies;
  }

  /** Whether an address, as text, is one of them. */
  public boolean contains(String address) {
    if (networks.isEmpty() || !ADDRESS.matcher(address).matches()) {
      return false;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return networks.stream().anyMatch(network -> network.contains(bytes));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static Network network(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      if (ADDRESS.matcher(address).matches()) {
        byte[] bytes = InetAddress.getByName(address).getAddress();
        int all = bytes.length * 8;
        int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits >= 0 && bits <= all) {
          return new Network(bytes, bits);
        }
      }
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException(text, e);
    }
    throw new IllegalArgumentException(text);
  }
}
