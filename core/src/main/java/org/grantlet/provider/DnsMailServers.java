package org.grantlet.provider;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/** MX records, by the DNS client in the JDK. Thread-safe. */
final class DnsMailServers implements MailServers {
  private static final String MX = "MX";

  /** One query to each server, with this limit; callers wait for two seconds at most. */
  private static final String TIMEOUT_MILLIS = "1000";

  @SuppressWarnings("JdkObsolete") // JNDI takes nothing else
  private final Hashtable<String, String> environment = new Hashtable<>();

  DnsMailServers(String url) {
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(Context.PROVIDER_URL, url);
    environment.put("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
    environment.put("com.sun.jndi.dns.timeout.retries", "1");
  }

  /**
   * A mail server.
   *
   * @param preference lower ones are better
   * @param name its host name; empty if the domain accepts no mail (RFC 7505)
   */
  private record MailServer(int preference, String name) {
    static MailServer of(String text) {
      String[] parts = text.strip().split("\\s+", 2);
      String name = parts[1].toLowerCase(Locale.ROOT);
      return new MailServer(
          Integer.parseInt(parts[0]),
          name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
    }
  }

  @Override
  @SuppressWarnings("BanJNDI") // DNS answers texts, never objects, and the name is a checked domain
  public List<String> of(String domain) throws IOException {
    try {
      InitialDirContext dns = new InitialDirContext(environment);
      try {
        return names(dns.getAttributes(domain, new String[] {MX}).get(MX));
      } finally {
        dns.close();
      }
    } catch (NameNotFoundException e) {
      return List.of();
    } catch (NamingException | RuntimeException e) {
      throw new IOException(
          "DNS does not tell the mail servers of " + domain + ": " + Reason.of(e), e);
    }
  }

  private static List<String> names(@Nullable Attribute attribute) throws NamingException {
    List<MailServer> records = new ArrayList<>();
    for (int i = 0; attribute != null && i < attribute.size(); i++) {
      records.add(MailServer.of(String.valueOf(attribute.get(i))));
    }
    return records.stream()
        .sorted(Comparator.comparingInt(MailServer::preference))
        .map(MailServer::name)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
