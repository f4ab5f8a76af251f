package org.grantlet.internal.integration;

import java.net.URI;
import java.util.List;
import org.grantlet.Integration;
import org.jspecify.annotations.Nullable;

/**
 * The URLs of this deployment. Immutable.
 *
 * @param baseUrl public origin and context path of the application, without a slash at the end
 * @param path base path of Grantlet's endpoints, such as {@code /connect}
 */
public record AppUrls(String baseUrl, String path) {
  public String login(String id) {
    return baseUrl + path + "/login?id=" + id;
  }

  /** The callback URI of an integration; integrations can share one. */
  public String callback(Integration integration) {
    return integration.flag("shared_callback")
        ? baseUrl + path + "/callback"
        : callback(integration.provider());
  }

  /** The callback URI of a provider's integration that shares it with no other. */
  public String callback(String provider) {
    return baseUrl + path + "/callback/" + provider;
  }

  /** The callback URIs that an integration of a provider can have: its own, and the shared one. */
  public List<String> callbacks(String provider) {
    return List.of(callback(provider), baseUrl + path + "/callback");
  }

  /** The address of a path of the application; a whole address stays as it is. */
  public String resolve(String uri) {
    return uri.startsWith("/") ? baseUrl + uri : uri;
  }

  /** The inverse of {@link #resolve}. */
  public String shorten(String uri) {
    return uri.startsWith(baseUrl) && uri.startsWith("/", baseUrl.length())
        ? uri.substring(baseUrl.length())
        : uri;
  }

  /** Whether a URL in normal form is one of Grantlet's endpoints. */
  boolean isOwn(String url) {
    String endpoints = baseUrl + path;
    return url.startsWith(endpoints)
        && (url.length() == endpoints.length()
            || "/?".indexOf(url.charAt(endpoints.length())) >= 0);
  }

  /** Whether this is the application's origin (RFC 6454). */
  public boolean isOwnOrigin(String origin) {
    return origin.equals(origin());
  }

  /** The base URL without the context path. */
  public String origin() {
    URI base = URI.create(baseUrl);
    return base.getScheme() + "://" + base.getAuthority();
  }

  /**
   * The decoded path of a redirect URI for a servlet; null if it is another application's, or no
   * URL, to which no login leads.
   */
  public @Nullable String pathInApp(String asRegistered) {
    String path = afterBase(asRegistered);
    if (path == null || !isPlain(path)) {
      // One of another application, or registered before the rule of the normal form.
      if (!NormalForm.exists(asRegistered)) {
        return null;
      }
      path = afterBase(NormalForm.of(asRegistered));
      if (path == null || !(path.isEmpty() || path.charAt(0) == '/')) {
        return null; // https://app.example.com.evil.example
      }
      path = URI.create(path).getPath();
    }
    return path.isEmpty() ? "/" : path;
  }

  /** What is between the base URL and the query. */
  private @Nullable String afterBase(String url) {
    int query = url.indexOf('?');
    return url.startsWith(baseUrl)
        ? url.substring(baseUrl.length(), query < 0 ? url.length() : query)
        : null;
  }

  /** Whether a path is in normal form, which all servers read the same way. */
  private static boolean isPlain(String path) {
    char before = 'a';
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (i == 0 ? c != '/' : !letter && c != '-' && c != '_' && (c != '/' || before == '/')) {
        return false;
      }
      before = c;
    }
    return true;
  }
}
