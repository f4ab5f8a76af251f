package org.grantlet.internal.login;

import org.jspecify.annotations.Nullable;

/**
 * Where a browser goes that redeems a login URL, and the cookie that binds the login to it.
 *
 * @param location the provider's authorization endpoint, or the application's redirect URI if the
 *     provider cannot be reached, or a login URL if a page comes first
 * @param browserSecret the value of the cookie
 * @param cookieKey the end of the cookie's name
 * @param crossSitePost whether the provider responds with a form (response_mode form_post)
 * @param sealedLogin the value of a second cookie, for our endpoints, that holds the login; null if
 *     the login is stored
 * @param sealedFailure the value of a second cookie, for the application, that holds how the login
 *     has ended; null if it has not, or that is stored
 */
public record AuthorizationRedirect(
    String location,
    String browserSecret,
    String cookieKey,
    boolean crossSitePost,
    @Nullable String sealedLogin,
    @Nullable String sealedFailure) {

  /** Of a login that is stored. */
  AuthorizationRedirect(
      String location, String browserSecret, String cookieKey, boolean crossSitePost) {
    this(location, browserSecret, cookieKey, crossSitePost, null, null);
  }

  static AuthorizationRedirect toApplication(
      String location, String browserSecret, @Nullable String sealedFailure) {
    return new AuthorizationRedirect(
        location,
        browserSecret,
        BrowserSecret.cookieKey(browserSecret),
        false,
        null,
        sealedFailure);
  }

  static AuthorizationRedirect toLoginUrl(
      String location, String browserSecret, String sealedLogin) {
    return new AuthorizationRedirect(
        location, browserSecret, BrowserSecret.cookieKey(browserSecret), false, sealedLogin, null);
  }

  AuthorizationRedirect with(@Nullable String sealed) {
    return new AuthorizationRedirect(
        location, browserSecret, cookieKey, crossSitePost, sealed, sealedFailure);
  }

  @Override
  public String toString() {
    return "Authorization[" + cookieKey + "]";
  }
}
