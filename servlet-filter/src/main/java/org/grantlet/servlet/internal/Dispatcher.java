package org.grantlet.servlet.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.servlet.internal.api.ConnectApi;
import org.grantlet.servlet.internal.browser.CallbackEndpoint;
import org.grantlet.servlet.internal.browser.LoginEndpoint;
import org.grantlet.servlet.internal.browser.RedirectCheck;
import org.grantlet.servlet.internal.config.TrustedProxies;
import org.grantlet.servlet.internal.http.ClientAddress;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.ProviderCallExecutor;
import org.grantlet.servlet.internal.http.Replies;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Says who serves a request. Thread-safe.
 *
 * @param path the base path of our endpoints
 * @param api the Connect API, unless it is off
 */
public record Dispatcher(
    String path,
    LoginEndpoint login,
    CallbackEndpoint callback,
    @Nullable ConnectApi api,
    RedirectCheck redirects,
    ErrorResponder errors,
    ProviderCallExecutor offload,
    TrustedProxies trustedProxies) {
  /** The MDC key; docs/adr/0004. */
  private static final String REQUEST_ID = "request_id";

  /** Whether a path is under our base path, by whole segments; allocates nothing. */
  public boolean isOurs(@Nullable String servletPath, @Nullable String pathInfo) {
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

  /** Serves a request under our base path. */
  public void serve(HttpServletRequest request, HttpServletResponse response) {
    String subPath = pathInApp(request).substring(path.length());
    boolean callback = subPath.equals("/callback") || subPath.startsWith("/callback/");
    boolean forApi =
        !callback
            && !subPath.equals("/login")
            && !(api == null && EndpointRequest.wantsPage(request));
    EndpointRequest visit = visit(request, response, subPath, forApi);
    MDC.put(REQUEST_ID, visit.requestId());
    try {
      Replies.headers(response, visit.requestId());
      if (subPath.equals("/login")) {
        login.handle(visit);
      } else if (callback) {
        this.callback.handle(visit);
      } else {
        serveApi(visit);
      }
    } catch (Throwable e) { // code of the application may throw anything
      errors.answer(visit, e);
    } finally {
      MDC.remove(REQUEST_ID);
    }
  }

  private void serveApi(EndpointRequest visit) throws IOException {
    if (api == null) {
      throw new GrantletException(ErrorCode.NOT_FOUND, "There is nothing at this path");
    }
    if (api.mayWait(visit.request().getMethod(), visit.subPath())) {
      offload.run(visit, () -> api.handle(visit));
    } else {
      api.handle(visit);
    }
  }

  /**
   * Looks at a request of the application that could be a return from a login.
   *
   * @return whether the application gets to see the request; if not, it was answered
   */
  public boolean mayPass(HttpServletRequest request, HttpServletResponse response) {
    String inApp = pathInApp(request);
    try {
      return !redirects.isReturn(request, inApp)
          || redirects.mayPass(visit(request, response, inApp, false));
    } catch (Throwable e) { // code of the application may throw anything
      EndpointRequest visit = visit(request, response, inApp, false);
      MDC.put(REQUEST_ID, visit.requestId());
      try {
        errors.answer(visit, e);
      } finally {
        MDC.remove(REQUEST_ID);
      }
      return false;
    }
  }

  private EndpointRequest visit(
      HttpServletRequest request, HttpServletResponse response, String subPath, boolean forApi) {
    String ip = ClientAddress.of(request, trustedProxies);
    return new EndpointRequest(request, response, subPath, RandomIds.next(), ip, forApi);
  }

  private static String pathInApp(HttpServletRequest request) {
    String servletPath = request.getServletPath();
    String pathInfo = request.getPathInfo();
    return pathInfo == null ? servletPath : servletPath + pathInfo;
  }
}
