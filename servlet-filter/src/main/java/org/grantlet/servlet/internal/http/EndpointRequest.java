package org.grantlet.servlet.internal.http;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.protocol.ProviderException;
import org.jspecify.annotations.Nullable;

/**
 * A call of one of our endpoints, or of a redirect URI of the application.
 *
 * @param request the request
 * @param response its response
 * @param subPath what follows the base path
 * @param requestId names this call in the log and in replies
 * @param ip the client's address
 * @param isForApi whether the application's back end calls, which is answered in JSON; else it is a
 *     browser
 */
public record EndpointRequest(
    HttpServletRequest request,
    HttpServletResponse response,
    String subPath,
    String requestId,
    String ip,
    boolean isForApi) {
  private static final int PARAMETERS = 64;

  /** Characters of all values together; containers allow forms of megabytes. */
  private static final long LENGTH = 64 * 1024;

  /** The path as a log may show it: Tomcat hands on decoded line breaks. */
  public String shownPath() {
    return ProviderException.clean(subPath);
  }

  public boolean isPost() {
    return request.getMethod().equals("POST");
  }

  public boolean isHead() {
    return request.getMethod().equals("HEAD");
  }

  /** Whether a preview looks at this URL: no person has decided anything. */
  public boolean isPreview() {
    return isPreview(request);
  }

  /** Whether the method or a header says that nobody opens this URL, or not yet. */
  public static boolean isPreview(HttpServletRequest request) {
    return contains(request, "Sec-Purpose", "prefetch")
        || contains(request, "Purpose", "prefetch")
        || contains(request, "X-Purpose", "preview")
        || contains(request, "X-Moz", "prefetch");
  }

  /**
   * Of a preview of what has an effect the first time: it has none, and nobody keeps the answer.
   */
  public static GrantletException preview() {
    return new GrantletException(
        ErrorCode.UNAVAILABLE, "A prefetch or preview of this URL has no effect");
  }

  /**
   * Whether a browser opens this as a page, as far as it says what it does (W3C Fetch Metadata): no
   * image, no frame, no script, and no HEAD.
   */
  public boolean isNavigation() {
    return !isHead() && says("Sec-Fetch-Mode", "navigate") && says("Sec-Fetch-Dest", "document");
  }

  /**
   * Whether a page of ours was left by its button. A service worker that passes navigations through
   * makes {@code Sec-Fetch-Dest} {@code empty}: those users press once more.
   */
  public boolean isPressed() {
    return !isHead()
        && "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
        && "empty".equals(request.getHeader("Sec-Fetch-Dest"))
        && (isPost() || says("Sec-Fetch-Mode", "navigate"));
  }

  private boolean says(String header, String expected) {
    String value = request.getHeader(header);
    return value == null || value.equals(expected);
  }

  private static boolean contains(HttpServletRequest request, String header, String word) {
    String value = request.getHeader(header);
    return value != null && value.contains(word);
  }

  /** Whether the client asks for a page, as browsers do. */
  public static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }

  /** Whether the client asks for JSON and not for a page. */
  public boolean wantsJson() {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("application/json") && !wantsPage(request);
  }

  /**
   * The parameters of the query, or of the form of a POST.
   *
   * @throws GrantletException {@link ErrorCode#STATE_INVALID} if they cannot be read
   */
  public Map<String, List<String>> parameters() {
    Map<String, List<String>> parameters;
    try {
      parameters = isPost() ? form() : query(request);
    } catch (RuntimeException e) {
      throw new GrantletException(ErrorCode.STATE_INVALID, "The parameters cannot be read", e);
    }
    long length =
        parameters.values().stream().flatMap(List::stream).mapToLong(String::length).sum();
    if (parameters.size() > PARAMETERS || length > LENGTH) {
      throw new GrantletException(
          ErrorCode.STATE_INVALID, "There are too many parameters, or they are too long");
    }
    return parameters;
  }

  /** A parameter that is there once; else null. */
  public @Nullable String single(String name) {
    List<String> values = parameters().getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : null;
  }

  private Map<String, List<String>> form() {
    Map<String, List<String>> form = new HashMap<>();
    request.getParameterMap().forEach((name, values) -> form.put(name, Arrays.asList(values)));
    return form;
  }

  /** The parameters of a request's query alone, decoded. */
  public static Map<String, List<String>> query(HttpServletRequest request) {
    @Nullable String query = request.getQueryString();
    return query == null ? new HashMap<>() : new HashMap<>(URLUtils.parseParameters(query));
  }
}
