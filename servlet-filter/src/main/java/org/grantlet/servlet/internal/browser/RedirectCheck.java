package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.login.IssuedRedirects;
import org.grantlet.internal.login.LoginResult;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.Replies;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the return to the application: a request to one of its redirect URIs passes only with a
 * result that was issued to this browser.
 *
 * @param rejectUnverified whether what was not issued is kept from the application
 * @param attribute the request attribute in which the application finds the result
 * @param results what the application finds there; of nothing, where nothing was issued
 */
public record RedirectCheck(
    HostedAuthFlow flow,
    BrowserCookies cookies,
    Pages pages,
    boolean rejectUnverified,
    String attribute,
    Function<Optional<LoginResult>, Object> results) {
  private static final String SUCCESS = "success";

  /**
   * Whether a query could be that of a return: cheap, and never false for a return. A query with an
   * encoded name could, since the application sees the name decoded.
   */
  public static boolean mayConcern(@Nullable String query) {
    return query != null && (query.contains(SUCCESS) || query.indexOf('%') >= 0);
  }

  /**
   * Passes a request that says exactly what was issued to this browser. Only a page that the
   * browser opens shows a new result to the application; for anything else, our page asks to go on.
   *
   * @return whether the application gets the request; if not, it was answered
   * @throws GrantletException {@link ErrorCode#REDIRECT_INVALID} if it was not issued; {@link
   *     ErrorCode#UNAVAILABLE} of a preview
   */
  public boolean mayPass(HttpServletRequest http, String path, Supplier<EndpointRequest> requests)
      throws IOException {
    if (http.getAttribute(attribute) != null) { // a second dispatch
      return true;
    }
    Map<String, List<String>> query = EndpointRequest.query(http);
    if (!query.containsKey(SUCCESS) || !flow.redirectPaths().contains(path)) {
      return true;
    }
    EndpointRequest request = requests.get();
    if (request.isPreview() && !request.isHead()) {
      throw EndpointRequest.previewRefused();
    }
    boolean isPage = request.isNavigation() || request.isPressed();
    Optional<LoginResult> issued = issued(request, query, isPage);
    if (issued.isEmpty() && rejectUnverified) {
      throw new GrantletException(
          ErrorCode.REDIRECT_INVALID, "This redirect was not issued to this browser");
    }
    if (!isPage && issued.isPresent() && !issued.get().replayed()) {
      Replies.headers(request.response(), request.requestId());
      pages.askToReturn(request);
      return false;
    }
    http.setAttribute(attribute, results.apply(issued));
    return true;
  }

  private Optional<LoginResult> issued(
      EndpointRequest request, Map<String, List<String>> query, boolean isPage) {
    if (saysMore(request.http(), query)) {
      return Optional.empty();
    }
    List<String> browsers = cookies.all(request.http());
    Optional<LoginResult> stored =
        isPage
            ? flow.issuedRedirects().take(request.subPath(), query, browsers)
            : flow.issuedRedirects().peek(request.subPath(), query, browsers);
    return stored.or(() -> kept(request, query, browsers, isPage));
  }

  private Optional<LoginResult> kept(
      EndpointRequest request,
      Map<String, List<String>> query,
      List<String> browsers,
      boolean isPage) {
    Optional<IssuedRedirects.Kept> kept =
        flow.issuedRedirects()
            .find(request.subPath(), query, cookies.sealed(request.http(), browsers));
    kept.filter(failure -> isPage)
        .ifPresent(failure -> cookies.keepSeen(request.response(), failure));
    return kept.map(IssuedRedirects.Kept::result);
  }

  /** Whether part of a query could not be decoded: the application may decode it differently. */
  private static boolean saysMore(HttpServletRequest request, Map<String, List<String>> query) {
    int decoded = 0;
    for (List<String> values : query.values()) {
      decoded += values.size();
    }
    return new StringTokenizer(request.getQueryString(), "&").countTokens() != decoded;
  }
}
