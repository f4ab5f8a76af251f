package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.integration.ProviderChoice;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.login.OpenedLogin;
import org.grantlet.internal.login.OpenedLogin.Visitor;
import org.grantlet.internal.text.Sha256;
import org.grantlet.servlet.internal.config.FilterOptions.LoginConfirmation;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.Replies;
import org.jspecify.annotations.Nullable;

/** Redeems login URLs: binds the login to the browser and redirects it to the provider. */
public record LoginRedirector(
    HostedAuthFlow flow, BrowserCookies cookies, Pages pages, LoginConfirmation confirmation) {

  /** Gives this browser a secret for a login; it is about to see a page with a button. */
  void addSecret(EndpointRequest request, String loginId) {
    if (!request.isHead()) {
      cookies.addSecret(request.http(), request.response(), loginId);
    }
  }

  /** The login of a login URL, which the browser may keep itself. */
  Optional<OpenedLogin> find(EndpointRequest request, String id) {
    HttpServletRequest http = request.http();
    return flow.loginUrls().find(id, cookies.sealed(http, cookies.of(http, id)));
  }

  boolean isOpenFor(EndpointRequest request, OpenedLogin login) {
    return login.isOpenFor(cookies.of(request.http(), login.id()));
  }

  void redeem(
      EndpointRequest request,
      OpenedLogin login,
      @Nullable String owner,
      @Nullable ProviderChoice choice)
      throws IOException {
    HttpSession session = request.http().getSession(false);
    Visitor visitor =
        new Visitor(
            cookies.of(request.http(), login.id()),
            owner,
            session == null ? null : Sha256.of("session|" + session.getId()).substring(0, 22));
    Optional<AuthorizationRedirect> begun = login.redeem(visitor, choice);
    if (begun.isPresent()) {
      send(request.http(), request.response(), begun.get());
    } else {
      pages.repeatSoon(request);
    }
  }

  /**
   * Answers a request that begins a login and that no person makes: a prefetch, a preview, an
   * image, or a {@code HEAD}. It has no effect, neither here nor in the browser.
   *
   * @return whether it was one, and is answered
   */
  public static boolean answeredNoVisit(HttpServletRequest request, HttpServletResponse response) {
    boolean isHead = request.getMethod().equals("HEAD");
    boolean isNoVisit =
        isHead
            || EndpointRequest.isPreview(request)
            || "no-cors".equals(request.getHeader("Sec-Fetch-Mode"));
    if (isNoVisit) {
      Replies.headers(response);
      response.setStatus(isHead ? 200 : 503);
    }
    return isNoVisit;
  }

  /**
   * Redirects the request's browser to the provider; to a login URL that works in this browser
   * alone if the browser keeps the login, and a page has to be shown first or the provider's
   * metadata are not known yet.
   *
   * @param isSealed whether the browser keeps the login, and not the store
   * @param reconnects whether the page tells the grant's owner why the grant has ended
   * @return whether it was redirected; if not, nothing was written
   */
  public boolean begin(
      HttpServletRequest request,
      HttpServletResponse response,
      HostedAuthRequest asked,
      boolean isSealed,
      boolean reconnects) {
    Optional<AuthorizationRedirect> begun =
        confirmation == LoginConfirmation.ALWAYS
            ? Optional.empty()
            : flow.loginUrls().begin(asked, isSealed);
    if (begun.isEmpty() && isSealed) {
      begun = flow.loginUrls().createSealed(asked, reconnects);
    }
    if (begun.isEmpty()) {
      return false;
    }
    send(request, response, begun.get());
    Replies.headers(response);
    return true;
  }

  /**
   * Redirects the request's browser to a login URL.
   *
   * @param reconnects whether its page tells the grant's owner why the grant has ended
   */
  public void toLoginUrl(
      HttpServletResponse response, HostedAuthRequest asked, boolean reconnects) {
    Replies.redirect(response, flow.loginUrls().create(asked, reconnects).url());
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
