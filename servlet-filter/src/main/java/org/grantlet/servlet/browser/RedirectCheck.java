package org.grantlet.servlet.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.flow.HostedAuthFlow;
import org.grantlet.flow.Outcome;
import org.jspecify.annotations.Nullable;

/** Stands in front of the application's redirect URIs: what was not issued is seen at once. */
public final class RedirectCheck {
  private static final String SUCCESS = "success";

  private final HostedAuthFlow flow;
  private final BrowserCookies cookies;

  /** Checks the return of a flow. */
  public RedirectCheck(HostedAuthFlow flow, BrowserCookies cookies) {
    this.flow = flow;
    this.cookies = cookies;
  }

  /**
   * Whether a request could be a return of a flow, by its query alone: cheap, and never false for
   * one that is. An encoded name is looked at too, since the application would see it decoded.
   */
  public static boolean mayConcern(@Nullable String query) {
    return query != null && (query.contains(SUCCESS) || query.indexOf('%') >= 0);
  }

  /** The parameters of a request's query, decoded. */
  public static Map<String, List<String>> query(HttpServletRequest request) {
    return Visit.query(request);
  }

  /** Whether a query says how a flow ended, as that of a return does. */
  public static boolean saysSuccess(Map<String, List<String>> query) {
    return query.containsKey(SUCCESS);
  }

  /** Whether flows return to a path of the application. */
  public boolean isRedirectPath(String path) {
    return flow.redirectPaths().contains(path);
  }

  /**
   * What was issued to this browser and says exactly what the request says. It is seen now, if the
   * browser goes there as to a page.
   *
   * @throws GrantletException {@link ErrorCode#UNAVAILABLE} of a preview
   */
  public Optional<Outcome> look(Visit visit, Map<String, List<String>> query) {
    HttpServletRequest request = visit.request();
    if (visit.isPreview() && !visit.isHead()) {
      throw Visit.preview();
    }
    if (saysMore(request, query)) {
      return Optional.empty();
    }
    List<String> browsers = cookies.all(request);
    return isVisit(visit)
        ? flow.outcomes().take(visit.subPath(), query, browsers)
        : flow.outcomes().peek(visit.subPath(), query, browsers);
  }

  /** Whether what {@link #look} found stays new, since no browser goes there as to a page. */
  public boolean isForLater(Visit visit, Outcome outcome) {
    return !outcome.replayed() && !isVisit(visit);
  }

  private static boolean isVisit(Visit visit) {
    return visit.isNavigation() || visit.isPressed();
  }

  /** Whether a query has more in it than could be decoded: another reader may make sense of it. */
  private static boolean saysMore(HttpServletRequest request, Map<String, List<String>> query) {
    long pairs =
        Arrays.stream(request.getQueryString().split("&", -1)).filter(p -> !p.isEmpty()).count();
    return pairs != query.values().stream().mapToInt(List::size).sum();
  }
}
