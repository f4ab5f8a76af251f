package org.grantlet.servlet.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.text.FormText;
import org.grantlet.internal.text.Reason;
import org.grantlet.servlet.internal.config.TrustedProxies;
import org.jspecify.annotations.Nullable;

/**
 * A request to one of our endpoints, or to a redirect URI of the application.
 *
 * @param http the request
 * @param response its response
 * @param subPath what follows the base path
 * @param requestId names this request in the log and in replies
 * @param trustedProxies the proxies whose word counts for the client's address
 * @param isForApi whether it is for the Connect API, which answers in JSON; else a browser sent it
 * @param observed what observers will be told of it; null if there are none
 */
public record EndpointRequest(
    HttpServletRequest http,
    HttpServletResponse response,
    String subPath,
    String requestId,
    TrustedProxies trustedProxies,
    boolean isForApi,
    @Nullable ObservedRequest observed) {
  private static final int PARAMETERS = 64;

  /** Characters of all values together; containers allow forms of megabytes. */
  private static final long LENGTH = 64 * 1024;

  /** The client's address. */
  public String ip() {
    return ClientAddress.of(http, trustedProxies);
  }

  /** The path for the log: Tomcat passes decoded line breaks on. */
  public String shownPath() {
    return Reason.clean(subPath);
  }

  /** Login URL and callback answer these methods alone. */
  public void requireBrowserMethod() {
    if (!List.of("GET", "HEAD", "POST").contains(http.getMethod())) {
      response.setHeader("Allow", "GET, HEAD, POST");
      throw new GrantletException(ErrorCode.NOT_FOUND, 405, "Use GET or POST here");
    }
  }

  public boolean isPost() {
    return http.getMethod().equals("POST");
  }

  public boolean isHead() {
    return http.getMethod().equals("HEAD");
  }

  public boolean isPreview() {
    return isPreview(http);
  }

  /** Whether a browser prefetches or previews this URL: no person has opened it yet. */
  public static boolean isPreview(HttpServletRequest http) {
    return contains(http, "Sec-Purpose", "prefetch")
        || contains(http, "Purpose", "prefetch")
        || contains(http, "X-Purpose", "preview")
        || contains(http, "X-Moz", "prefetch");
  }

  /** The error of a preview, which must have no effect. */
  public static GrantletException previewRefused() {
    return new GrantletException(
        ErrorCode.UNAVAILABLE, "A prefetch or preview of this URL has no effect");
  }

  /**
   * Whether a browser opens this as a page, not as an image, frame or script (W3C Fetch Metadata).
   * A browser that sends no such header is trusted; HEAD never opens a page.
   */
  public boolean isNavigation() {
    return !isHead() && says("Sec-Fetch-Mode", "navigate") && says("Sec-Fetch-Dest", "document");
  }

  /**
   * Whether a button of our own page sent this. A service worker that forwards navigations changes
   * {@code Sec-Fetch-Dest} to {@code empty}: its users press a button once more.
   */
  public boolean isPressed() {
    return !isHead()
        && "same-origin".equals(http.getHeader("Sec-Fetch-Site"))
        && "empty".equals(http.getHeader("Sec-Fetch-Dest"))
        && (isPost() || says("Sec-Fetch-Mode", "navigate"));
  }

  private boolean says(String header, String expected) {
    return says(http, header, expected);
  }

  private static boolean says(HttpServletRequest http, String header, String expected) {
    String value = http.getHeader(header);
    return value == null || value.equals(expected);
  }

  private static boolean contains(HttpServletRequest http, String header, String word) {
    String value = http.getHeader(header);
    return value != null && value.contains(word);
  }

  public static boolean wantsPage(HttpServletRequest http) {
    String accept = http.getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }

  /**
   * Whether a person opens this in a browser, and not a program. The JDK's {@code
   * HttpURLConnection} names {@code text/html} too, and {@code image/gif}, which browsers do not.
   */
  public static boolean opensPage(HttpServletRequest http) {
    return wantsPage(http)
        && !contains(http, "Accept", "image/gif")
        && http.getHeader("Authorization") == null
        && says(http, "Sec-Fetch-Mode", "navigate");
  }

  public boolean wantsJson() {
    String accept = http.getHeader("Accept");
    return accept != null && accept.contains("application/json") && !wantsPage(http);
  }

  /**
   * The parameters of the query, or of the form of a POST.
   *
   * @throws GrantletException {@link ErrorCode#STATE_INVALID} if they cannot be read
   */
  public Map<String, List<String>> parameters() {
    Map<String, List<String>> parameters;
    try {
      parameters = isPost() ? form() : query(http);
    } catch (RuntimeException e) {
      throw new GrantletException(ErrorCode.STATE_INVALID, "The parameters cannot be read", e);
    }
    long length = 0;
    for (List<String> values : parameters.values()) {
      for (String value : values) {
        length += value.length();
      }
    }
    if (parameters.size() > PARAMETERS || length > LENGTH) {
      throw new GrantletException(
          ErrorCode.STATE_INVALID, "There are too many parameters, or they are too long");
    }
    return parameters;
  }

  /** A parameter that is given exactly once; else null. */
  public @Nullable String single(String name) {
    List<String> values = parameters().getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : null;
  }

  private Map<String, List<String>> form() {
    Map<String, List<String>> form = new HashMap<>();
    http.getParameterMap().forEach((name, values) -> form.put(name, Arrays.asList(values)));
    return form;
  }

  public static Map<String, List<String>> query(HttpServletRequest http) {
    @Nullable String query = http.getQueryString();
    return query == null ? new HashMap<>() : FormText.parse(query);
  }
}
