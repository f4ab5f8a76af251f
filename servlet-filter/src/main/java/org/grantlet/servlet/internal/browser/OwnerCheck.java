package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.text.Reason;
import org.grantlet.servlet.RequestOwner;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.pages.ErrorKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds logins to users, and compares the user of a later request with the owner of a login. Says
 * in the log, once each, when no login can find its owner: because the filter stands before the one
 * that signs users in, or because the application is opened under another host. Thread-safe.
 */
public final class OwnerCheck {
  private static final Logger LOG = LoggerFactory.getLogger(OwnerCheck.class);

  /** The request attribute with the request as our filter passed it on. */
  private static final String PASSED = OwnerCheck.class.getName();

  private static final int OTHER_HOSTS = 64;

  /** How a request's user and the owner of a login compare. */
  enum Match {
    /** The owner is signed in. */
    SAME,
    /** Somebody else is. */
    OTHER,
    /** Nobody is signed in, or the session cookie is missing. */
    NOBODY
  }

  private enum Order {
    UNKNOWN,
    /** A login was begun, so the next one shall tell; until then no request is marked. */
    ASKED,
    RIGHT,
    WRONG
  }

  private final RequestOwner owners;
  private final String baseUrl;
  private final String baseHost;
  private final String endpoints;
  private final AtomicBoolean saidOrder = new AtomicBoolean();
  private final AtomicBoolean saidHost = new AtomicBoolean();

  /** Hosts other than the base URL's, by the owners who began logins there; the latest. */
  private final Map<String, String> otherHosts = new LinkedHashMap<>();

  private volatile Order order = Order.UNKNOWN;

  public OwnerCheck(RequestOwner owners, HostedAuthFlow flow) {
    this.owners = owners;
    baseUrl = flow.urls().baseUrl();
    baseHost = bare(URI.create(baseUrl).getHost());
    endpoints = flow.urls().path() + "/*";
  }

  /** Notes how our filter sees a request that it passes on, where the next login needs it. */
  public void passes(HttpServletRequest request) {
    if (order == Order.ASKED) {
      request.setAttribute(PASSED, request);
    }
  }

  /** The user of a request of the application, who becomes the owner of a login. */
  public RequestOwner.Owner bind(HttpServletRequest request) {
    RequestOwner.Owner owner = owners.bind(request);
    if (order == Order.UNKNOWN) {
      order = Order.ASKED;
    } else if (order == Order.ASKED
        && request.getAttribute(PASSED) instanceof HttpServletRequest passed) {
      order = owners.is(passed, owner.key()) ? Order.RIGHT : Order.WRONG;
      if (order == Order.WRONG && !saidOrder.getAndSet(true)) {
        LOG.warn(
            "filter order: HostedAuthFilter runs before the filter that signs users in. It cannot"
                + " see the user for whom this login was begun, and refuses the login in the end"
                + " (403). Map HostedAuthFilter behind that filter: in web.xml its <filter-mapping>"
                + " comes later, in code it is added later with isMatchAfter=true, in Spring it has"
                + " the higher order");
      }
    }
    noteHost(owner.key(), host(request));
    return owner;
  }

  private void noteHost(String owner, String host) {
    synchronized (otherHosts) {
      otherHosts.remove(owner);
      if (!host.equalsIgnoreCase(baseHost)) {
        otherHosts.put(owner, host);
        if (otherHosts.size() > OTHER_HOSTS) {
          otherHosts.remove(otherHosts.keySet().iterator().next());
        }
      }
    }
  }

  Match match(HttpServletRequest request, String owner) {
    if (owners.is(request, owner)) {
      return Match.SAME;
    }
    RequestOwner.Owner other = owners.of(request);
    // Another session than the owner's, without a user, is nobody else's: the owner's has ended.
    return other == null || (other.name() == null && other.key().startsWith(RequestOwner.SESSION))
        ? Match.NOBODY
        : Match.OTHER;
  }

  /**
   * The error for a visitor who is not the owner of a login; the log says what to mend.
   *
   * @param denied what ended the request; it stays as it is if that was something else
   */
  GrantletException refusal(
      EndpointRequest request, Match match, String owner, GrantletException denied) {
    if (match != Match.NOBODY || denied.code() != ErrorCode.ACCESS_DENIED) {
      return denied;
    }
    String host;
    synchronized (otherHosts) {
      host = otherHosts.get(owner);
    }
    if (host != null && isAtBaseUrl(request)) {
      sayHost(request, host);
      return new PageException(
          denied.code(),
          ErrorKind.OTHER_HOST,
          "Nobody is signed in at " + baseUrl + "; this login was begun at another host");
    }
    boolean signedOut = order == Order.RIGHT && request.http().getSession(false) == null;
    if (!signedOut && !saidOrder.getAndSet(true)) {
      LOG.warn(
          "request {}: nobody is signed in for our filter, but the login was begun by a user who"
              + " was. If the user has not signed out meanwhile, it is the filter order: the filter"
              + " that signs users in must come before HostedAuthFilter, and must be mapped to {},"
              + " too",
          request.requestId(),
          endpoints);
    }
    return new PageException(
        denied.code(), ErrorKind.SIGN_IN, "Nobody is signed in; this login was begun by a user");
  }

  /** For a response without the cookie of its login: the log may say why. */
  void missesCookie(EndpointRequest request) {
    String host;
    synchronized (otherHosts) {
      host = otherHosts.values().stream().findFirst().orElse(null);
    }
    if (host != null && isAtBaseUrl(request)) {
      sayHost(request, host);
    }
  }

  /** A proxy that changes the Host header changes that of every request. */
  private boolean isAtBaseUrl(EndpointRequest request) {
    return host(request.http()).equalsIgnoreCase(baseHost);
  }

  private void sayHost(EndpointRequest request, String host) {
    if (!saidHost.getAndSet(true)) {
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
