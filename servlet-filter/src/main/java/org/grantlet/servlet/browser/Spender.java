package org.grantlet.servlet.browser;

import org.grantlet.HostedAuthRequest;
import org.grantlet.flow.Authorization;
import org.grantlet.flow.Choice;
import org.grantlet.flow.LoginUrls;
import org.jspecify.annotations.Nullable;

/**
 * Spends login URLs: binds the attempt to the browser and sends it to the provider.
 *
 * @param loginUrls makes and spends login URLs
 * @param cookies bind attempts to browsers
 */
record Spender(LoginUrls loginUrls, BrowserCookies cookies) {
  void spend(
      Visit visit,
      String id,
      HostedAuthRequest asked,
      @Nullable String owner,
      @Nullable Choice choice) {
    Authorization authorization = loginUrls.spend(id, asked, owner, choice);
    cookies.bind(visit.request(), visit.response(), authorization);
    Replies.redirect(visit.response(), authorization.location());
  }
}
