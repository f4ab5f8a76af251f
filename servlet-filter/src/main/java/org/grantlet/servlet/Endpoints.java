package org.grantlet.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.crypto.RandomIds;
import org.grantlet.engine.Grantlet;
import org.grantlet.flow.HostedAuthFlow;
import org.grantlet.flow.Outcome;
import org.grantlet.provider.catalogue.ProviderEntry;
import org.grantlet.servlet.api.ApiOptions;
import org.grantlet.servlet.api.ConnectApi;
import org.grantlet.servlet.api.JsonReplies;
import org.grantlet.servlet.browser.BrowserCookies;
import org.grantlet.servlet.browser.CallbackEndpoint;
import org.grantlet.servlet.browser.ClientAddress;
import org.grantlet.servlet.browser.LoginEndpoint;
import org.grantlet.servlet.browser.Offload;
import org.grantlet.servlet.browser.Owners;
import org.grantlet.servlet.browser.Pages;
import org.grantlet.servlet.browser.RedirectCheck;
import org.grantlet.servlet.browser.Replies;
import org.grantlet.servlet.browser.Spender;
import org.grantlet.servlet.browser.Visit;
import org.grantlet.servlet.config.FilterOptions;
import org.grantlet.servlet.config.TrustedProxies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Our paths and what serves them. Thread-safe. */
final class Endpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

  /** The MDC key; docs/adr/0004. */
  private static final String REQUEST_ID = "request_id";

  private final String path;
  private final Grantlet grantlet;
  private final @Nullable ConnectApi api;
  private final Spender spender;
  private final LoginEndpoint login;
  private final CallbackEndpoint callback;
  private final RedirectCheck redirects;
  private final boolean rejectUnverified;
  private final Pages pages;
  private final Offload offload;
  private final TrustedProxies trustedProxies;

  Endpoints(Grantlet grantlet, FilterOptions options, RequestOwner requestOwner, Clock clock) {
    HostedAuthFlow flow = grantlet.flow();
    path = flow.urls().path();
    this.grantlet = grantlet;
    api =
        options.api() && options.clientId() != null && options.clientSecret() != null
            ? new ConnectApi(
                grantlet,
                new ApiOptions(
                    options.clientId(),
                    options.clientSecret(),
                    options.revealSecrets(),
                    options.tokenEndpoint()),
                clock)
            : null;
    BrowserCookies cookies = new BrowserCookies(flow.urls().baseUrl(), clock);
    pages = new Pages(flow, this::displayName, options.pages());
    spender = new Spender(flow, cookies, pages, options.loginConfirmation());
    offload = new Offload(this::fail);
    Owners owners = (request, key) -> match(requestOwner, request, key);
    login = new LoginEndpoint(flow, grantlet.detection(), owners, spender, pages, offload);
    callback = new CallbackEndpoint(flow, owners, cookies, pages, offload);
    redirects = new RedirectCheck(flow, cookies);
    rejectUnverified = options.rejectUnverified();
    trustedProxies = options.trustedProxies();
  }

  /** What people call a provider: the integration's name, else the catalogue's. */
  private String displayName(String provider) {
    return grantlet
        .integrations()
        .find(provider)
        .map(Integration::name)
        .or(() -> grantlet.providers().catalogue().find(provider).map(ProviderEntry::name))
        .orElse(provider);
  }

  /** Sends browsers to providers. */
  Spender spender() {
    return spender;
  }

  /** Whether a path is under our base path, by whole segments; allocates nothing. */
  boolean isOurs(@Nullable String servletPath, @Nullable String pathInfo) {
    if (servletPath == null || servletPath.isEmpty()) {
      return pathInfo != null && isUnder(pathInfo);
    }
    if (pathInfo == null || servletPath.length() >= path.length()) {
      return isUnder(servletPath);
    }
    return path.startsWith(servletPath) && isUnder(servletPath + pathInfo);
  }

  private boolean isUnder(String whole) {
    return whole.startsWith(path)
        && (whole.length() == path.length() || whole.charAt(path.length()) == '/');
  }

  void serve(HttpServletRequest request, HttpServletResponse response) {
    Visit visit = visit(request, response, pathInApp(request).substring(path.length()));
    MDC.put(REQUEST_ID, visit.requestId());
    try {
      Replies.headers(response, visit.requestId());
      route(visit);
    } catch (Throwable e) { // RequestOwner is the application's code and may throw anything
      fail(visit, e);
    } finally {
      MDC.remove(REQUEST_ID);
    }
  }

  private void route(Visit visit) throws IOException {
    String subPath = visit.subPath();
    if (subPath.equals("/login")) {
      login.handle(visit);
    } else if (subPath.equals("/callback") || subPath.startsWith("/callback/")) {
      callback.handle(visit);
    } else {
      routeToApi(visit);
    }
  }

  /** Whatever goes wrong here is told in JSON, except to browsers where there is no API. */
  private void routeToApi(Visit visit) throws IOException {
    if (api == null && visit.wantsPage()) {
      throw nothing();
    }
    try {
      if (api == null) {
        throw nothing();
      }
      if (api.mayWait(visit.request().getMethod(), visit.subPath())) {
        offload.run(visit, () -> callApi(api, visit));
      } else {
        callApi(api, visit);
      }
    } catch (GrantletException e) {
      JsonReplies.error(visit.response(), visit.requestId(), e);
    }
  }

  private static GrantletException nothing() {
    return new GrantletException(ErrorCode.NOT_FOUND, "There is nothing at this path");
  }

  private static void callApi(ConnectApi api, Visit visit) throws IOException {
    api.handle(visit.request(), visit.response(), visit.subPath(), visit.requestId(), visit.ip());
  }

  /**
   * Looks at what could be a return of a flow.
   *
   * @return whether the application gets to see the request; if not, it was answered
   */
  boolean mayPass(HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(HostedAuthResult.ATTRIBUTE) != null) {
      return true; // a second dispatch of a request that was looked at
    }
    String inApp = pathInApp(request);
    try {
      Map<String, List<String>> query = RedirectCheck.query(request);
      if (!RedirectCheck.saysSuccess(query)) {
        return true;
      }
      if (!redirects.isRedirectPath(inApp)) {
        return true;
      }
      Visit visit = visit(request, response, inApp);
      Optional<Outcome> outcome = redirects.look(visit, query);
      if (outcome.isPresent() && redirects.isForLater(visit, outcome.get())) {
        Replies.headers(response, visit.requestId());
        pages.pressToReturn(visit);
        return false;
      }
      if (outcome.isPresent()) {
        request.setAttribute(
            HostedAuthResult.ATTRIBUTE, HostedAuthResult.of(outcome.get(), grantlet.grants()));
        return true;
      }
      if (!rejectUnverified) {
        request.setAttribute(HostedAuthResult.ATTRIBUTE, HostedAuthResult.UNVERIFIED);
        return true;
      }
      throw new GrantletException(
          ErrorCode.REDIRECT_INVALID, "This redirect was not issued to this browser");
    } catch (Throwable e) {
      Visit visit = visit(request, response, inApp);
      MDC.put(REQUEST_ID, visit.requestId());
      try {
        Replies.headers(response, visit.requestId());
        fail(visit, e);
      } finally {
        MDC.remove(REQUEST_ID);
      }
      return false;
    }
  }

  /**
   * Answers a failed call of a browser: a page, or JSON to who asks for it. Throws nothing, so that
   * an asynchronous request always ends in a reply.
   */
  private void fail(Visit visit, Throwable failure) {
    GrantletException known =
        failure instanceof GrantletException expected
            ? expected
            : new GrantletException(
                ErrorCode.INTERNAL_ERROR, "Something unexpected went wrong", failure);
    HttpServletResponse response = visit.response();
    try {
      if (known.code() == ErrorCode.INTERNAL_ERROR) {
        LOG.error("request {}: {} failed", visit.requestId(), visit.shownPath(), failure);
      } else {
        LOG.info("request {}: {}: {}", visit.requestId(), known.code().wire(), known.getMessage());
      }
      if (!response.isCommitted()) {
        response.resetBuffer();
        if (visit.wantsJson()) {
          JsonReplies.error(response, visit.requestId(), known);
        } else {
          pages.error(visit, known);
        }
      }
    } catch (Throwable e) { // the client is gone, or not even this works
      LOG.warn("request {} could not be answered: {}", visit.requestId(), e.getClass().getName());
      Replies.last(response, visit.requestId(), known.status());
    }
  }

  private Visit visit(HttpServletRequest request, HttpServletResponse response, String subPath) {
    return new Visit(
        request, response, subPath, RandomIds.next(), ClientAddress.of(request, trustedProxies));
  }

  private static String pathInApp(HttpServletRequest request) {
    String servletPath = request.getServletPath();
    String pathInfo = request.getPathInfo();
    return pathInfo == null ? servletPath : servletPath + pathInfo;
  }

  private static Owners.Match match(RequestOwner owner, HttpServletRequest request, String key) {
    if (owner.is(request, key)) {
      return Owners.Match.SAME;
    }
    return owner.of(request) == null ? Owners.Match.NOBODY : Owners.Match.OTHER;
  }

  @Override
  public void close() {
    offload.close();
  }
}
