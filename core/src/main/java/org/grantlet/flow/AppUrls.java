package org.grantlet.flow;

import java.net.URI;
import org.grantlet.Integration;
import org.jspecify.annotations.Nullable;

/**
 * The URLs of this deployment. Immutable.
 *
 * @param baseUrl public origin and context path of the application, without a slash at the end
 * @param path base path of Grantlet's endpoints, such as {@code /connect}
 */
public record AppUrls(String baseUrl, String path) {

  /** The login URL of an id. */
  public String login(String id) {
    return baseUrl + path + "/login?id=" + id;
  }

  /** Where a provider answers: an address for each integration, unless it shares one. */
  public URI callback(Integration integration) {
    String callback = baseUrl + path + "/callback";
    return URI.create(
        integration.flag("shared_callback") ? callback : callback + "/" + integration.provider());
  }

  /** An address of the application: paths are resolved, all else stays as it is. */
  public String resolve(String uri) {
    return uri.startsWith("/") ? baseUrl + uri : uri;
  }

  /** What {@link #resolve} makes this address of again, without what all have in common. */
  String shorten(String uri) {
    return uri.startsWith(baseUrl) && uri.startsWith("/", baseUrl.length())
        ? uri.substring(baseUrl.length())
        : uri;
  }

  /** Whether this is the application's origin (RFC 6454). */
  public boolean isOwnOrigin(String origin) {
    URI base = URI.create(baseUrl);
    return origin.equals(base.getScheme() + "://" + base.getAuthority());
  }

  /** The path of a redirect URI as a servlet sees it, decoded; null if it is another app's. */
  public @Nullable String pathInApp(String redirectUri) {
    if (!redirectUri.startsWith(baseUrl)) {
      return null;
    }
    String rest = redirectUri.substring(baseUrl.length());
    if (!rest.isEmpty() && rest.charAt(0) != '/' && rest.charAt(0) != '?') {
      return null; // https://app.example.com.evil.example
    }
    String path = URI.create(redirectUri).getPath();
    String context = URI.create(baseUrl).getPath();
    String inApp = path.substring(context.length());
    return inApp.isEmpty() ? "/" : inApp;
  }
}
