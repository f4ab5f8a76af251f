package org.grantlet.internal.login;

import java.net.URI;

/**
 * Where a browser that spent a login URL goes, and the cookie that binds it.
 *
 * @param location the provider's authorization endpoint, or the application's redirect URI if the
 *     provider cannot be reached
 * @param browserSecret the secret that this browser alone has
 * @param cookieKey tells this attempt's cookie from others
 * @param crossSitePost whether the provider answers with a form (response_mode form_post)
 */
public record AuthorizationRedirect(
    URI location, String browserSecret, String cookieKey, boolean crossSitePost) {
  @Override
  public String toString() {
    return "Authorization[" + cookieKey + "]";
  }
}
