package org.grantlet.servlet.internal.browser;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.internal.detection.ProviderDetection;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.login.OpenedLogin;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.ProviderCallExecutor;
import org.jspecify.annotations.Nullable;

/** {@code /connect/login}: spends a login URL, or shows the page whose button does. */
public final class LoginEndpoint {
  private final HostedAuthFlow flow;
  private final OwnerCheck owners;
  private final Pages pages;
  private final ProviderCallExecutor offload;
  private final LoginRedirector spender;
  private final ProviderPicker picker;

  /** Serves the login URLs of a flow. */
  public LoginEndpoint(
      HostedAuthFlow flow,
      ProviderDetection detection,
      OwnerCheck owners,
      LoginRedirector spender,
      Pages pages,
      ProviderCallExecutor offload) {
    this.flow = flow;
    this.owners = owners;
    this.spender = spender;
    picker = new ProviderPicker(detection, spender, pages, offload);
    this.pages = pages;
    this.offload = offload;
  }

  /** Serves one call. */
  public void handle(EndpointRequest visit) throws IOException {
    String method = visit.request().getMethod();
    if (!List.of("GET", "HEAD", "POST").contains(method)) {
      visit.response().setHeader("Allow", "GET, HEAD, POST");
      throw new GrantletException(ErrorCode.NOT_FOUND, 405, "Use GET or POST here");
    }
    if (visit.isPreview() && !visit.isPost() && !visit.isHead()) {
      throw EndpointRequest.preview();
    }
    OpenedLogin login =
        Optional.ofNullable(id(visit))
            .flatMap(flow.loginUrls()::find)
            .orElseThrow(LoginEndpoint::unknown);
    OwnerCheck.Match match =
        login.owner() == null ? null : owners.match(visit.request(), login.owner());
    if (match == OwnerCheck.Match.NOBODY && SameSiteRetry.isFirst(visit)) {
      pages.bounce(visit);
      return;
    }
    if (match != null && match != OwnerCheck.Match.SAME) {
      offload.run(visit, () -> spender.spend(visit, login, null, null));
      return;
    }
    boolean asks = mustAsk(visit, match);
    List<Integration> offered = login.offered();
    if (offered != null) {
      picker.handle(visit, login, offered, visit.isPost() && !asks);
    } else if (asks) {
      ask(visit, login);
    } else {
      offload.run(visit, () -> spender.spend(visit, login, login.owner(), null));
    }
  }

  /** Shows the page, to the browser that pressed its button too. */
  private void ask(EndpointRequest visit, OpenedLogin login) throws IOException {
    String provider = login.provider();
    if (provider == null || !spender.isOpenFor(visit, login)) {
      throw unknown();
    }
    spender.introduce(visit, login.id());
    pages.confirm(visit, login.id(), provider);
  }

  /** Whether a person has yet to say that opening this link was meant. */
  private boolean mustAsk(EndpointRequest visit, OwnerCheck.@Nullable Match match) {
    if (visit.isPost()) {
      return visit.isPreview()
          || !fromOurPage(visit)
          || !(visit.isNavigation() || visit.isPressed());
    }
    if (!visit.isNavigation()) {
      return true;
    }
    return switch (spender.confirmation()) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> match != OwnerCheck.Match.SAME && !isSameOrigin(visit);
    };
  }

  private static boolean isSameOrigin(EndpointRequest visit) {
    return "same-origin".equals(visit.request().getHeader("Sec-Fetch-Site"));
  }

  /**
   * Another site's form must not press the button. Browsers older than {@code Sec-Fetch-Site} are
   * believed unless they name another origin: for our own page they cannot say more.
   */
  private boolean fromOurPage(EndpointRequest visit) {
    if (visit.request().getHeader("Sec-Fetch-Site") != null) {
      return isSameOrigin(visit);
    }
    String origin = visit.request().getHeader("Origin");
    // Our pages send no referrer, and so the Origin of their form is null.
    return origin == null || origin.equals("null") || flow.urls().isOwnOrigin(origin);
  }

  private static @Nullable String id(EndpointRequest visit) {
    List<String> ids = visit.parameters().getOrDefault("id", List.of());
    return ids.size() == 1 ? ids.get(0) : null;
  }

  private static GrantletException unknown() {
    return new GrantletException(
        ErrorCode.LOGIN_ID_INVALID, "This login URL is unknown, was used, or has expired");
  }
}
