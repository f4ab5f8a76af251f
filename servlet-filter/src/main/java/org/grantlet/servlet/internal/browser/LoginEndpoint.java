package org.grantlet.servlet.internal.browser;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.grantlet.Grant;
import org.grantlet.Integration;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.login.LoginUrls;
import org.grantlet.internal.login.OpenedLogin;
import org.grantlet.servlet.internal.config.FilterOptions.LoginConfirmation;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.ProviderCallExecutor;
import org.jspecify.annotations.Nullable;

/** {@code /connect/login}: redeems a login URL, or shows the page whose button does. */
public record LoginEndpoint(
    HostedAuthFlow flow,
    OwnerCheck ownerCheck,
    LoginRedirector redirector,
    ProviderPicker picker,
    Pages pages,
    ProviderCallExecutor executor) {
  /** The parameter of our own link to a login URL: the user has not confirmed anything yet. */
  static final String ASK = "grantlet_ask";

  public void handle(EndpointRequest request) throws IOException {
    request.requireBrowserMethod();
    if (request.isPreview() && !request.isPost() && !request.isHead()) {
      throw EndpointRequest.previewRefused();
    }
    String id = request.single("id");
    OpenedLogin login = id == null ? null : redirector.find(request, id).orElse(null);
    if (login == null) {
      throw ownerCheck.missesLogin(request);
    }
    OwnerCheck.Match match = ownerCheck.match(request.http(), login.owner());
    if (match == OwnerCheck.Match.NOBODY && SameSiteRetry.isFirst(request)) {
      pages.retryFromOurPage(request);
      return;
    }
    if (match.isRefused()) {
      executor.run(
          request,
          () ->
              ownerCheck.refuse(
                  request,
                  match,
                  login.owner(),
                  () -> redirector.redeem(request, login, null, null)));
      return;
    }
    Grant.Reason why = why(request, login);
    boolean asks = mustAsk(request, login, match) || why != null;
    List<Integration> offered = login.offered();
    if (offered != null) {
      picker.handle(request, login, offered, request.isPost() && !asks);
    } else if (asks) {
      ask(request, login, why);
    } else {
      executor.run(request, () -> redirector.redeem(request, login, login.owner(), null));
    }
  }

  /** Shows the page; also to the browser that has pressed its button. */
  private void ask(EndpointRequest request, OpenedLogin login, Grant.@Nullable Reason why)
      throws IOException {
    String provider = login.provider();
    if (provider == null || !redirector.isOpenFor(request, login)) {
      throw LoginUrls.unknown();
    }
    redirector.addSecret(request, login.id());
    pages.confirm(request, login.id(), provider, why);
  }

  /**
   * Why the provider has ended the grant that the login is to reconnect, on the way to the button:
   * for the user whose account the grant is of, and not for whom the login was begun. Null if there
   * is nothing to tell this visitor.
   */
  private Grant.@Nullable Reason why(EndpointRequest request, OpenedLogin login) {
    if (request.isPost() || redirector.confirmation() == LoginConfirmation.NEVER) {
      return null;
    }
    Grant ended = flow.loginUrls().ended(login).orElse(null);
    return ended == null || !ownerCheck.hasAccount(request.http(), ended.accountId())
        ? null
        : Objects.requireNonNullElse(ended.reason(), Grant.Reason.UNKNOWN);
  }

  /** Whether a person has yet to confirm that opening this link was meant. */
  private boolean mustAsk(EndpointRequest request, OpenedLogin login, OwnerCheck.Match match) {
    if (request.isPost()) {
      return request.isPreview()
          || !fromOurPage(request)
          || !(request.isNavigation() || request.isPressed());
    }
    if (!request.isNavigation()) {
      return true;
    }
    return switch (redirector.confirmation()) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          match != OwnerCheck.Match.SAME
              && !login.isKeptByBrowser()
              && (!isSameOrigin(request) || request.single(ASK) != null);
    };
  }

  private static boolean isSameOrigin(EndpointRequest request) {
    return "same-origin".equals(request.http().getHeader("Sec-Fetch-Site"));
  }

  /**
   * Another site's form must not press the button. A browser that sends no {@code Sec-Fetch-Site}
   * is trusted unless it names another origin.
   */
  private boolean fromOurPage(EndpointRequest request) {
    if (request.http().getHeader("Sec-Fetch-Site") != null) {
      return isSameOrigin(request);
    }
    String origin = request.http().getHeader("Origin");
    // Our pages send no referrer, and so the Origin of their form is null.
    return origin == null || origin.equals("null") || flow.urls().isOwnOrigin(origin);
  }
}
