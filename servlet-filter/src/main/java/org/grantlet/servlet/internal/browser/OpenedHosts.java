package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.grantlet.internal.text.Reason;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At which hosts users open the application. Where that is not the host of the base URL, browsers
 * come back from the provider without their cookies; the log says so once, as it does of another
 * port on loopback. Thread-safe.
 */
final class OpenedHosts {
  private static final Logger LOG = LoggerFactory.getLogger(OpenedHosts.class);
  private static final int OWNERS = 64;

  private static final int HTTP = 80;

  private final String baseUrl;
  private final String baseHost;

  /** The port of a base URL on loopback; zero for others, where a proxy may listen. */
  private final int loopbackPort;

  private final AtomicBoolean said = new AtomicBoolean();
  private final AtomicBoolean saidPort = new AtomicBoolean();

  /** Hosts other than the base URL's, by the owners who began logins there; the latest. */
  private final Map<String, String> others = new LinkedHashMap<>();

  OpenedHosts(String baseUrl) {
    this.baseUrl = baseUrl;
    URI base = URI.create(baseUrl);
    baseHost = bare(base.getHost());
    boolean loopback = base.getScheme().equals("http"); // what else is http, is refused
    loopbackPort = !loopback ? 0 : base.getPort() < 0 ? HTTP : base.getPort();
  }

  /** A login begins for an owner. */
  void begins(HttpServletRequest request, String owner) {
    checkPort(request);
    String host = host(request);
    synchronized (others) {
      others.remove(owner);
      if (!host.equalsIgnoreCase(baseHost)) {
        others.put(owner, host);
        if (others.size() > OWNERS) {
          others.remove(others.keySet().iterator().next());
        }
      }
    }
  }

  private void checkPort(HttpServletRequest request) {
    if (loopbackPort != 0
        && loopbackPort != request.getServerPort()
        && Stream.of("X-Forwarded-Host", "X-Forwarded-For", "Forwarded")
            .allMatch(header -> request.getHeader(header) == null)
        && !saidPort.getAndSet(true)) {
      LOG.warn(
          "the application was opened at {}, but grantlet.base-url is {}, where browsers are sent"
              + " back to. Correct the port, unless a proxy listens there",
          Reason.clean(
              "%s://%s:%s"
                  .formatted(
                      request.getScheme(), request.getServerName(), request.getServerPort())),
          baseUrl);
    }
  }

  /** Whether the owner's cookies are at another host than this request; the log says so, too. */
  boolean hasLeft(EndpointRequest request, String owner) {
    String host;
    synchronized (others) {
      host = others.get(owner);
    }
    return explains(request, host);
  }

  /**
   * Whether the cookies of a login of which nobody knows the owner may be at another host than this
   * request; the log says so, too.
   */
  boolean missesCookie(EndpointRequest request) {
    String host;
    synchronized (others) {
      host = others.values().stream().findFirst().orElse(null);
    }
    return explains(request, host);
  }

  /** A proxy that changes the Host header changes that of every request, so this one's counts. */
  private boolean explains(EndpointRequest request, @Nullable String host) {
    if (host == null || !host(request.http()).equalsIgnoreCase(baseHost)) {
      return false;
    }
    if (!said.getAndSet(true)) {
      LOG.warn(
          "request {}: the browser did not bring the cookies of its login. It was begun at the host"
              + " {}, but grantlet.base-url is {}, where the provider sends browsers: they keep"
              + " cookies for each host. Open the application at {}, or set grantlet.base-url to"
              + " the address that users open",
          request.requestId(),
          host,
          baseUrl,
          baseUrl);
    }
    return true;
  }

  /** The host that the browser has opened. Only the log uses it, so any proxy is believed. */
  private static String host(HttpServletRequest request) {
    String forwarded = request.getHeader("X-Forwarded-Host");
    String host = forwarded == null ? request.getServerName() : forwarded.split(",", 2)[0];
    return Reason.clean(bare(host.strip()));
  }

  /** Without a port, and without the brackets of an IPv6 address. */
  private static String bare(String host) {
    int end = host.indexOf(']');
    if (host.startsWith("[") && end > 0) {
      return host.substring(1, end);
    }
    int colon = host.indexOf(':');
    return colon >= 0 && colon == host.lastIndexOf(':') ? host.substring(0, colon) : host;
  }
}
