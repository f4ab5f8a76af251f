package org.grantlet.servlet.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.observe.Observers;
import org.grantlet.servlet.internal.api.ConnectApi;
import org.grantlet.servlet.internal.browser.CallbackEndpoint;
import org.grantlet.servlet.internal.browser.LoginEndpoint;
import org.grantlet.servlet.internal.browser.OwnerCheck;
import org.grantlet.servlet.internal.browser.RedirectCheck;
import org.grantlet.servlet.internal.config.TrustedProxies;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.LoggedId;
import org.grantlet.servlet.internal.http.ObservedRequest;
import org.grantlet.servlet.internal.http.ProviderCallExecutor;
import org.grantlet.servlet.internal.http.Replies;
import org.grantlet.servlet.internal.http.RequestIds;
import org.jspecify.annotations.Nullable;

/**
 * Decides which endpoint serves a request. Thread-safe.
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
    OwnerCheck owners,
    ErrorResponder errors,
    ProviderCallExecutor executor,
    TrustedProxies trustedProxies,
    Observers observers) {
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

  public void serve(HttpServletRequest http, HttpServletResponse response) {
    String subPath = pathInApp(http).substring(path.length());
    boolean isLogin = subPath.equals("/login");
    boolean isCallback = subPath.equals("/callback") || subPath.startsWith("/callback/");
    boolean isForApi = !isLogin && !isCallback && !opensPage(http, subPath);
    String endpoint = isLogin ? "login" : isCallback ? "callback" : isForApi ? "api" : "other";
    EndpointRequest request = request(http, response, subPath, isForApi, endpoint);
    LoggedId.during(request, () -> serve(request, isLogin, isCallback));
    ObservedRequest.returned(request);
  }

  private void serve(EndpointRequest request, boolean isLogin, boolean isCallback) {
    try {
      Replies.headers(request.response(), request.requestId());
      if (isLogin) {
        login.handle(request);
      } else if (isCallback) {
        callback.handle(request);
      } else if (request.isForApi()) {
        serveApi(request);
      } else {
        throw new GrantletException(
            ErrorCode.NOT_FOUND,
            "There is no page at this path (the Connect API answers requests with credentials)");
      }
    } catch (Throwable e) { // the application's code may throw anything
      errors.answer(request, e);
    }
  }

  /**
   * Whether a page answers; the API's challenge would make a browser ask its user for a password.
   */
  private boolean opensPage(HttpServletRequest http, String subPath) {
    return EndpointRequest.opensPage(http) && (api == null || !api.isPublic(subPath));
  }

  private void serveApi(EndpointRequest request) throws IOException {
    if (api == null) {
      throw new GrantletException(ErrorCode.NOT_FOUND, "There is nothing at this path");
    }
    if (api.mayWait(request.http().getMethod(), request.subPath())) {
      String ip = request.ip(); // which a container may not know any more on another thread
      executor.run(request, () -> api.handle(request, ip));
    } else {
      api.handle(request, request.ip());
    }
  }

  /**
   * Checks a request of the application that could be a return from a login.
   *
   * @return whether the application gets the request; if not, it was answered
   */
  public boolean mayPass(HttpServletRequest http, HttpServletResponse response) {
    owners.passes(http);
    if (!RedirectCheck.mayConcern(http.getQueryString())) {
      return true;
    }
    String inApp = pathInApp(http);
    try {
      return redirects.mayPass(http, inApp, () -> request(http, response, inApp, false, "return"));
    } catch (Throwable e) { // the application's code may throw anything
      EndpointRequest request = request(http, response, inApp, false, "return");
      LoggedId.during(request, () -> errors.answer(request, e));
      ObservedRequest.returned(request);
      return false;
    }
  }

  private EndpointRequest request(
      HttpServletRequest http,
      HttpServletResponse response,
      String subPath,
      boolean isForApi,
      String endpoint) {
    String id = isForApi ? RequestIds.forProgram() : RequestIds.forPerson();
    ObservedRequest observed = ObservedRequest.of(observers, endpoint);
    return new EndpointRequest(http, response, subPath, id, trustedProxies, isForApi, observed);
  }

  private static String pathInApp(HttpServletRequest request) {
    String servletPath = request.getServletPath();
    String pathInfo = request.getPathInfo();
    return pathInfo == null ? servletPath : servletPath + pathInfo;
  }
}
