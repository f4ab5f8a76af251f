package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.login.LoginResult;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.Replies;
import org.jspecify.annotations.Nullable;

/** Stands in front of the application's redirect URIs: what was not issued is seen at once. */
public final class RedirectCheck {
  private static final String SUCCESS = "success";

  private final HostedAuthFlow flow;
  private final BrowserCookies cookies;
  private final Pages pages;
  private final boolean rejectUnverified;
  private final String attribute;
  private final Function<Optional<LoginResult>, Object> results;

  /**
   * Checks returns from logins.
   *
   * @param rejectUnverified whether what was not issued is kept from the application
   * @param attribute the request attribute in which the application finds the result
   * @param results what the application finds there; of nothing, where nothing was issued
   */
  public RedirectCheck(
      HostedAuthFlow flow,
      BrowserCookies cookies,
      Pages pages,
      boolean rejectUnverified,
      String attribute,
      Function<Optional<LoginResult>, Object> results) {
    this.flow = flow;
    this.cookies = cookies;
    this.pages = pages;
    this.rejectUnverified = rejectUnverified;
    this.attribute = attribute;
    this.results = results;
  }

  /**
   * Whether a request could be a return from a login, by its query alone: cheap, and never false
   * for one that is. An encoded name is looked at too, since the application would see it decoded.
   */
  public static boolean mayConcern(@Nullable String query) {
    return query != null && (query.contains(SUCCESS) || query.indexOf('%') >= 0);
  }

  /** Whether a request says how a login ended, at a path that logins return to. */
  public boolean isReturn(HttpServletRequest request, String path) {
    return request.getAttribute(attribute) == null // else this is its second dispatch
        && EndpointRequest.query(request).containsKey(SUCCESS)
        && flow.redirectPaths().contains(path);
  }

  /**
   * Passes what was issued to this browser and says exactly what the request says. The application
   * sees it now, if the browser goes there as to a page; else a page of ours asks to go there.
   *
   * @return whether the application gets to see the request; if not, it was answered
   * @throws GrantletException {@link ErrorCode#REDIRECT_INVALID} if it was not issued; {@link
   *     ErrorCode#UNAVAILABLE} of a preview
   */
  public boolean mayPass(EndpointRequest visit) throws IOException {
    HttpServletRequest request = visit.request();
    if (visit.isPreview() && !visit.isHead()) {
      throw EndpointRequest.preview();
    }
    boolean isPage = visit.isNavigation() || visit.isPressed();
    Optional<LoginResult> issued = issued(visit, isPage);
    if (issued.isEmpty() && rejectUnverified) {
      throw new GrantletException(
          ErrorCode.REDIRECT_INVALID, "This redirect was not issued to this browser");
    }
    if (!isPage && issued.isPresent() && !issued.get().replayed()) {
      Replies.headers(visit.response(), visit.requestId());
      pages.pressToReturn(visit);
      return false;
    }
    request.setAttribute(attribute, results.apply(issued));
    return true;
  }

  private Optional<LoginResult> issued(EndpointRequest visit, boolean isPage) {
    Map<String, List<String>> query = EndpointRequest.query(visit.request());
    if (saysMore(visit.request(), query)) {
      return Optional.empty();
    }
    List<String> browsers = cookies.all(visit.request());
    return isPage
        ? flow.outcomes().take(visit.subPath(), query, browsers)
        : flow.outcomes().peek(visit.subPath(), query, browsers);
  }

  /** Whether a query has more in it than could be decoded: another reader may make sense of it. */
  private static boolean saysMore(HttpServletRequest request, Map<String, List<String>> query) {
    long pairs =
        Arrays.stream(request.getQueryString().split("&", -1)).filter(p -> !p.isEmpty()).count();
    return pairs != query.values().stream().mapToInt(List::size).sum();
  }
}
