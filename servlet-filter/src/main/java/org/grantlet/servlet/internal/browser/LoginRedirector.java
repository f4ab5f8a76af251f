package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.ProviderChoice;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.login.OpenedLogin;
import org.grantlet.internal.login.Visitor;
import org.grantlet.internal.text.Sha256;
import org.grantlet.servlet.internal.config.FilterOptions.LoginConfirmation;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.Replies;
import org.jspecify.annotations.Nullable;

/**
 * Spends login URLs: binds the attempt to the browser and sends it to the provider.
 *
 * @param flow the flow
 * @param cookies bind attempts to browsers
 * @param pages what to show where there is nothing to redirect to yet
 * @param confirmation whether a page is due before the provider
 */
public record LoginRedirector(
    HostedAuthFlow flow, BrowserCookies cookies, Pages pages, LoginConfirmation confirmation) {

  /** Makes a browser known that a page with a button is shown to. */
  void introduce(EndpointRequest visit, String loginId) {
    if (!visit.isHead()) {
      cookies.introduce(visit.request(), visit.response(), loginId);
    }
  }

  /** Whether a login is not begun yet, or was by this browser. */
  boolean isOpenFor(EndpointRequest visit, OpenedLogin login) {
    return login.isOpenFor(cookies.of(visit.request(), login.id()));
  }

  void spend(
      EndpointRequest visit,
      OpenedLogin login,
      @Nullable String owner,
      @Nullable ProviderChoice choice)
      throws IOException {
    HttpSession session = visit.request().getSession(false);
    Visitor visitor =
        new Visitor(
            cookies.of(visit.request(), login.id()),
            owner,
            session == null ? null : Sha256.of("session|" + session.getId()).substring(0, 22));
    Optional<AuthorizationRedirect> begun = login.redeem(visitor, choice);
    if (begun.isPresent()) {
      send(visit.request(), visit.response(), begun.get());
    } else {
      pages.waitFor(visit);
    }
  }

  /**
   * Sends the browser of the request's owner to the provider; by way of a login URL only where that
   * would show a page or wait.
   */
  public void begin(
      HttpServletRequest request, HttpServletResponse response, HostedAuthRequest asked) {
    boolean pageIsDue =
        confirmation == LoginConfirmation.ALWAYS
            || EndpointRequest.isPreview(request)
            || request.getMethod().equals("HEAD");
    Optional<AuthorizationRedirect> begun =
        pageIsDue ? Optional.empty() : flow.loginUrls().begin(asked);
    if (begun.isPresent()) {
      send(request, response, begun.get());
    } else {
      Replies.redirect(response, URI.create(flow.loginUrls().create(asked).url()));
    }
    Replies.headers(response);
  }

  private void send(
      HttpServletRequest request,
      HttpServletResponse response,
      AuthorizationRedirect authorization) {
    cookies.bind(request, response, authorization);
    Replies.redirect(response, authorization.location());
  }
}
