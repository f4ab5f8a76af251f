package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.AuthorizationResponse;
import org.grantlet.internal.login.BrowserSecret;
import org.grantlet.internal.login.IssuedRedirects;
import org.grantlet.internal.login.SealedCookies;
import org.jspecify.annotations.Nullable;

/**
 * The cookies that bind logins to a browser: one for each login; of more than five the oldest go.
 * Under https they have the {@code __Host-} prefix (draft-ietf-httpbis-rfc6265bis section 4.1.3.2),
 * so that no other host can set them. A login that the store does not keep has a second one, which
 * only our endpoints get, and then one for its failure. Immutable.
 */
public final class BrowserCookies {
  private static final int AT_MOST = 5;

  /** Ten minutes for the login and ten for its result. */
  private static final int MAX_AGE_SECONDS = 1200;

  /** As long as a login waits for its response, and its failure to be seen. */
  private static final int SEALED_MAX_AGE_SECONDS = 600;

  /** A time, a random id and the login's id. */
  private static final int LENGTH = 96;

  private final Clock clock;
  private final boolean secure;
  private final String prefix;
  private final String loginPrefix;
  private final String failurePrefix;
  private final String endpoints;

  public BrowserCookies(AppUrls urls, Clock clock) {
    this.clock = clock;
    secure = urls.baseUrl().startsWith("https:");
    prefix = (secure ? "__Host-" : "") + "grantlet-";
    loginPrefix = (secure ? "__Secure-" : "") + "grantlet_login-";
    failurePrefix = (secure ? "__Host-" : "") + "grantlet_failure-";
    endpoints = URI.create(urls.baseUrl()).getRawPath() + urls.path();
  }

  void bind(
      HttpServletRequest request,
      HttpServletResponse response,
      AuthorizationRedirect authorization) {
    // Browsers refuse SameSite=None over plain http; there the callback retries from our page.
    boolean crossSite = authorization.crossSitePost() && secure;
    String key = authorization.cookieKey();
    bind(request, response, key, authorization.browserSecret(), crossSite);
    if (authorization.sealedLogin() != null) {
      addLogin(response, key, authorization.sealedLogin(), SEALED_MAX_AGE_SECONDS, crossSite);
    }
    if (authorization.sealedFailure() != null) {
      endWith(response, key, authorization.sealedFailure());
    }
  }

  /** What this browser keeps of the login with this key. */
  SealedCookies sealed(HttpServletRequest request, String key) {
    return new SealedCookies(
        value(request, loginPrefix + key), value(request, failurePrefix + key));
  }

  /** What this browser keeps of the logins with these secrets, in their order. */
  Map<String, SealedCookies> sealed(HttpServletRequest request, List<String> browserSecrets) {
    Map<String, SealedCookies> kept = new LinkedHashMap<>();
    for (String secret : browserSecrets) {
      kept.put(secret, sealed(request, BrowserSecret.cookieKey(secret)));
    }
    return kept;
  }

  /** Removes what this browser keeps of a login whose response came: from now on the store does. */
  void end(HttpServletResponse response, AuthorizationResponse answered, @Nullable String failure) {
    if (answered.sealed().login() != null && answered.oauthState() != null) {
      String key = BrowserSecret.cookieKeyOf(answered.oauthState());
      if (failure == null) {
        removeLogin(response, key);
      } else {
        endWith(response, key, failure);
      }
    }
  }

  /** From now on this browser keeps a failure as one that the application has seen. */
  void keepSeen(HttpServletResponse response, IssuedRedirects.Kept failure) {
    String seen = failure.seen();
    if (seen != null) {
      String name = failurePrefix + BrowserSecret.cookieKey(failure.browserSecret());
      response.addCookie(cookie(name, seen, SEALED_MAX_AGE_SECONDS, false));
    }
  }

  private void endWith(HttpServletResponse response, String key, String failure) {
    removeLogin(response, key);
    response.addCookie(cookie(failurePrefix + key, failure, SEALED_MAX_AGE_SECONDS, false));
  }

  private void removeLogin(HttpServletResponse response, String key) {
    addLogin(response, key, "", 0, false);
  }

  private void addLogin(
      HttpServletResponse response, String key, String value, int maxAge, boolean crossSite) {
    Cookie cookie = cookie(loginPrefix + key, value, maxAge, crossSite);
    cookie.setPath(endpoints);
    response.addCookie(cookie);
  }

  private static @Nullable String value(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name)) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }

  /** Gives this browser a secret for a login, before it redeems the login URL. */
  void addSecret(HttpServletRequest request, HttpServletResponse response, String loginId) {
    if (of(request, loginId).isEmpty()) {
      String secret = BrowserSecret.next(clock, loginId);
      bind(request, response, BrowserSecret.cookieKey(secret), secret, false);
    }
  }

  private void bind(
      HttpServletRequest request,
      HttpServletResponse response,
      String cookieKey,
      String browserSecret,
      boolean crossSite) {
    String name = prefix + cookieKey;
    List<Cookie> others = present(request);
    others.removeIf(cookie -> cookie.getName().equals(name));
    if (others.size() >= AT_MOST) {
      others.sort(Comparator.comparingLong(cookie -> BrowserSecret.madeAt(cookie.getValue())));
    }
    for (int i = 0; i <= others.size() - AT_MOST; i++) {
      String oldest = others.get(i).getName();
      String key = oldest.substring(prefix.length());
      response.addCookie(cookie(oldest, "", 0, false));
      removeLogin(response, key);
      if (value(request, failurePrefix + key) != null) {
        response.addCookie(cookie(failurePrefix + key, "", 0, false));
      }
    }
    response.addCookie(cookie(name, browserSecret, MAX_AGE_SECONDS, crossSite));
  }

  /** This browser's secrets for a login, oldest first: one, unless two tabs asked at once. */
  List<String> of(HttpServletRequest request, String loginId) {
    List<String> secrets = new ArrayList<>();
    for (Cookie cookie : present(request)) {
      String secret = cookie.getValue();
      if (loginId.equals(BrowserSecret.loginId(secret))
          && cookie.getName().equals(prefix + BrowserSecret.cookieKey(secret))) {
        secrets.add(secret);
      }
    }
    if (secrets.size() > 1) {
      secrets.sort(
          Comparator.comparingLong(BrowserSecret::madeAt).thenComparing(Comparator.naturalOrder()));
    }
    return secrets;
  }

  /** This browser's secret with this key. */
  @Nullable String find(HttpServletRequest request, String key) {
    String secret = value(request, prefix + key);
    return secret == null || secret.length() > LENGTH ? null : secret;
  }

  /** This browser's secrets, as many as it can have of us. */
  List<String> all(HttpServletRequest request) {
    List<String> secrets = new ArrayList<>();
    for (Cookie cookie : present(request)) {
      if (secrets.size() < 2 * AT_MOST) {
        secrets.add(cookie.getValue());
      }
    }
    return secrets;
  }

  private List<Cookie> present(HttpServletRequest request) {
    List<Cookie> ours = new ArrayList<>();
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().startsWith(prefix) && cookie.getValue().length() <= LENGTH) {
          ours.add(cookie);
        }
      }
    }
    return ours;
  }

  private Cookie cookie(String name, String value, int maxAge, boolean crossSite) {
    Cookie cookie = new Cookie(name, value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(secure);
    cookie.setMaxAge(maxAge);
    cookie.setAttribute("SameSite", crossSite ? "None" : "Lax");
    return cookie;
  }
}
