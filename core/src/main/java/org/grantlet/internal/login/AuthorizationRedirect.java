package org.grantlet.internal.login;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser goes that redeems a login URL, and the cookie that binds the login to it.
 *
 * @param location the provider's authorization endpoint, or the application's redirect URI if the
 *     provider cannot be reached
 * @param browserSecret the value of the cookie
 * @param cookieKey the end of the cookie's name
 * @param crossSitePost whether the provider responds with a form (response_mode form_post)
 * @param sealedLogin the value of a second cookie, of the callback, that holds the login; null if
 *     the login is stored
 */
public record AuthorizationRedirect(
    URI location,
    String browserSecret,
    String cookieKey,
    boolean crossSitePost,
    @Nullable String sealedLogin) {

  /** Of a login that is stored. */
  AuthorizationRedirect(
      URI location, String browserSecret, String cookieKey, boolean crossSitePost) {
    this(location, browserSecret, cookieKey, crossSitePost, null);
  }

  AuthorizationRedirect with(String sealed) {
    return new AuthorizationRedirect(location, browserSecret, cookieKey, crossSitePost, sealed);
  }

  @Override
  public String toString() {
    return "Authorization[" + cookieKey + "]";
  }
}
