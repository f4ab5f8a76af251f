package org.grantlet.servlet.browser;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.grantlet.HostedAuthRequest;
import org.grantlet.flow.Authorization;
import org.grantlet.flow.Choice;
import org.grantlet.flow.LoginUrls;
import org.grantlet.servlet.config.FilterOptions.LoginConfirmation;
import org.jspecify.annotations.Nullable;

/**
 * Spends login URLs: binds the attempt to the browser and sends it to the provider.
 *
 * @param loginUrls makes and spends login URLs
 * @param cookies bind attempts to browsers
 * @param confirmation whether a page is due before the provider
 */
public record Spender(LoginUrls loginUrls, BrowserCookies cookies, LoginConfirmation confirmation) {
  void spend(
      Visit visit,
      String id,
      HostedAuthRequest asked,
      @Nullable String owner,
      @Nullable Choice choice) {
    send(visit.request(), visit.response(), loginUrls.spend(id, asked, owner, choice));
  }

  /**
   * Sends the browser of the request's owner to the provider; by way of a login URL only where that
   * would show a page or wait.
   */
  public void begin(
      HttpServletRequest request, HttpServletResponse response, HostedAuthRequest asked) {
    boolean pageIsDue = confirmation == LoginConfirmation.ALWAYS || Visit.isPreview(request);
    Optional<Authorization> begun = pageIsDue ? Optional.empty() : loginUrls.begin(asked);
    if (begun.isPresent()) {
      send(request, response, begun.get());
    } else {
      Replies.redirect(response, URI.create(loginUrls.create(asked).url()));
    }
    Replies.headers(response);
  }

  private void send(
      HttpServletRequest request, HttpServletResponse response, Authorization authorization) {
    cookies.bind(request, response, authorization);
    Replies.redirect(response, authorization.location());
  }
}
