package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether our filter runs behind the one that signs users in, as logins show. The log says once if
 * it does not: then no login finds its user. Thread-safe.
 */
final class FilterOrder {
  private static final Logger LOG = LoggerFactory.getLogger(FilterOrder.class);

  /** The request attribute with the request as our filter passed it on. */
  private static final String PASSED = FilterOrder.class.getName();

  private enum State {
    UNKNOWN,
    /** A login was begun, so the next one shall tell; until then no request is marked. */
    ASKED,
    RIGHT,
    WRONG
  }

  /** The paths of our endpoints, as a filter is mapped to them. */
  private final String endpoints;

  private final AtomicBoolean said = new AtomicBoolean();
  private volatile State state = State.UNKNOWN;

  FilterOrder(String endpoints) {
    this.endpoints = endpoints;
  }

  /** Notes how our filter sees a request that it passes on, where the next login needs it. */
  void passes(HttpServletRequest request) {
    if (state == State.ASKED) {
      request.setAttribute(PASSED, request);
    }
  }

  /**
   * A login begins.
   *
   * @param hasOwner whether a request has the user for whom it begins
   */
  void begins(HttpServletRequest request, Predicate<HttpServletRequest> hasOwner) {
    if (state == State.UNKNOWN) {
      state = State.ASKED;
    } else if (state == State.ASKED
        && request.getAttribute(PASSED) instanceof HttpServletRequest passed) {
      state = seen(passed, hasOwner);
      if (state == State.WRONG && !said.getAndSet(true)) {
        LOG.warn(
            "filter order: HostedAuthFilter runs before the filter that signs users in. It cannot"
                + " see the user for whom this login was begun, and refuses the login in the end"
                + " (403). Map HostedAuthFilter behind that filter: in web.xml its <filter-mapping>"
                + " comes later, in code it is added later with isMatchAfter=true, in Spring it has"
                + " the higher order");
      }
    }
  }

  private static State seen(HttpServletRequest passed, Predicate<HttpServletRequest> hasOwner) {
    try {
      return hasOwner.test(passed) ? State.RIGHT : State.WRONG;
    } catch (Throwable e) { // the application's code may throw anything; that ends no begin
      return State.UNKNOWN;
    }
  }

  /** A login was begun by a user, and now nobody is signed in. */
  void findsNobody(EndpointRequest request) {
    boolean signedOut = state == State.RIGHT && request.http().getSession(false) == null;
    if (!signedOut && !said.getAndSet(true)) {
      LOG.warn(
          "request {}: nobody is signed in for our filter, but the login was begun by a user who"
              + " was. If the user has not signed out meanwhile, it is the filter order: the filter"
              + " that signs users in must come before HostedAuthFilter, and must be mapped to {},"
              + " too",
          request.requestId(),
          endpoints);
    }
  }
}
