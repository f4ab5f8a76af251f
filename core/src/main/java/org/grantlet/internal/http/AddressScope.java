package org.grantlet.internal.http;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** How far an address reaches, by the special-purpose registries of IANA (RFC 6890). */
enum AddressScope {
  /** The internet. */
  PUBLIC,
  /** This host. */
  LOOPBACK,
  /** A private network. */
  PRIVATE,
  /** Link-local, where clouds serve their metadata, and all else that is never a provider. */
  NEVER;

  private static final byte[] ZEROES = new byte[12];
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
  private static final byte[] NAT64 = {0, 0x64, (byte) 0xFF, (byte) 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};

  static AddressScope of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    if (address.isLoopbackAddress()) {
      return LOOPBACK;
    }
    return bytes.remaining() == Integer.BYTES ? ofIpv4(bytes.getInt()) : ofIpv6(bytes);
  }

  private static AddressScope ofIpv4(int ip) {
    if (in(ip, 0x7F000000, 8)) {
      return LOOPBACK;
    }
    boolean isPrivate =
        in(ip, 0x0A000000, 8) // 10.0.0.0/8, RFC 1918
            || in(ip, 0xAC100000, 12) // 172.16.0.0/12
            || in(ip, 0xC0A80000, 16) // 192.168.0.0/16
            || in(ip, 0x64400000, 10) // 100.64.0.0/10, RFC 6598
            || in(ip, 0xC6120000, 15); // 198.18.0.0/15, RFC 2544
    boolean never =
        in(ip, 0, 8) // "this" network: 0.0.0.0 is loopback to many systems
            || in(ip, 0xA9FE0000, 16) // 169.254.0.0/16, link-local
            || in(ip, 0xC0000000, 24) // 192.0.0.0/24, IETF; a cloud's metadata too
            || in(ip, 0xC0000200, 24) // documentation, RFC 5737
            || in(ip, 0xC6336400, 24)
            || in(ip, 0xCB007100, 24)
            || in(ip, 0xE0000000, 3); // multicast, reserved, broadcast
    return isPrivate ? PRIVATE : never ? NEVER : PUBLIC;
  }

  private static AddressScope ofIpv6(ByteBuffer bytes) {
    byte[] prefix = new byte[12];
    bytes.get(0, prefix);
    if (Arrays.equals(prefix, ZEROES)
        || Arrays.equals(prefix, MAPPED)
        || Arrays.equals(prefix, NAT64)) {
      return ofIpv4(bytes.getInt(12)); // RFC 4291 section 2.5.5, RFC 6052
    }
    int high = bytes.getInt(0);
    if (in(high, 0x20020000, 16)) {
      return ofIpv4(bytes.getInt(2)); // 6to4, RFC 3056
    }
    boolean isPrivate =
        in(high, 0xFC000000, 7) // RFC 4193
            || in(high, 0xFEC00000, 10) // site-local, RFC 3879
            || (high == 0x0064FF9B && bytes.getShort(4) == 1); // 64:ff9b:1::/48, RFC 8215
    boolean never =
        in(high, 0xFE800000, 10) // link-local
            || in(high, 0xFF000000, 8) // multicast
            || high == 0xFD000EC2 // a cloud's metadata
            || high == 0x20010000 // Teredo, RFC 4380
            || high == 0x20010DB8 // documentation, RFC 3849
            || high == 0x01000000; // discard, RFC 6666
    return never ? NEVER : isPrivate ? PRIVATE : PUBLIC;
  }

  private static boolean in(int value, int network, int bits) {
    return (value ^ network) >>> (Integer.SIZE - bits) == 0;
  }
}
