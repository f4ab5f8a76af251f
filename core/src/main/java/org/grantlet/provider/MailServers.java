package org.grantlet.provider;

import java.io.IOException;
import java.util.List;

/** Finds the mail servers of a domain (RFC 5321 section 5.1). Implementations are thread-safe. */
@FunctionalInterface
public interface MailServers {
  /**
   * The names of a domain's mail servers, in lower case, the preferred one first; empty if there
   * are none.
   *
   * @param domain in ASCII and lower case
   * @throws IOException if they cannot be found
   */
  List<String> of(String domain) throws IOException;

  /** Finds none ({@code grantlet.detect-by-mx=false}). */
  static MailServers none() {
    return domain -> List.of();
  }

  /** Asks the DNS servers that this machine is configured with. */
  static MailServers byDns() {
    return new DnsMailServers("dns:");
  }

  /**
   * Asks a DNS server.
   *
   * @param server host and port, such as {@code 127.0.0.1:53}
   */
  static MailServers byDns(String server) {
    return new DnsMailServers("dns://" + server);
  }
}
