package org.grantlet.internal.login;

import java.net.URI;

/**
 * Where a browser goes that redeems a login URL, and the cookie that binds the login to it.
 *
 * @param location the provider's authorization endpoint, or the application's redirect URI if the
 *     provider cannot be reached
 * @param browserSecret the value of the cookie
 * @param cookieKey the end of the cookie's name
 * @param crossSitePost whether the provider responds with a form (response_mode form_post)
 */
public record AuthorizationRedirect(
    URI location, String browserSecret, String cookieKey, boolean crossSitePost) {
  @Override
  public String toString() {
    return "Authorization[" + cookieKey + "]";
  }
}
