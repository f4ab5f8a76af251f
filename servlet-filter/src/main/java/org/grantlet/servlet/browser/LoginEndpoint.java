package org.grantlet.servlet.browser;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.flow.HostedAuthFlow;
import org.grantlet.flow.OpenedLogin;
import org.grantlet.provider.ProviderDetection;
import org.jspecify.annotations.Nullable;

/** {@code /connect/login}: spends a login URL, or shows the page whose button does. */
public final class LoginEndpoint {
  private final HostedAuthFlow flow;
  private final Owners owners;
  private final Pages pages;
  private final Offload offload;
  private final Spender spender;
  private final Picker picker;

  /** Serves the login URLs of a flow. */
  public LoginEndpoint(
      HostedAuthFlow flow,
      ProviderDetection detection,
      Owners owners,
      Spender spender,
      Pages pages,
      Offload offload) {
    this.flow = flow;
    this.owners = owners;
    this.spender = spender;
    picker = new Picker(detection, spender, pages, offload);
    this.pages = pages;
    this.offload = offload;
  }

  /** Serves one call. */
  public void handle(Visit visit) throws IOException {
    String method = visit.request().getMethod();
    if (!List.of("GET", "HEAD", "POST").contains(method)) {
      visit.response().setHeader("Allow", "GET, HEAD, POST");
      throw new GrantletException(ErrorCode.NOT_FOUND, 405, "Use GET or POST here");
    }
    if (visit.isPreview() && !visit.isPost() && !visit.isHead()) {
      throw Visit.preview();
    }
    OpenedLogin login =
        Optional.ofNullable(id(visit))
            .flatMap(flow.loginUrls()::find)
            .orElseThrow(LoginEndpoint::unknown);
    Owners.Match match =
        login.owner() == null ? null : owners.match(visit.request(), login.owner());
    if (match == Owners.Match.NOBODY && Bounce.isFirst(visit)) {
      pages.bounce(visit);
      return;
    }
    if (match != null && match != Owners.Match.SAME) {
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
  private void ask(Visit visit, OpenedLogin login) throws IOException {
    String provider = login.provider();
    if (provider == null || !spender.isOpenFor(visit, login)) {
      throw unknown();
    }
    spender.introduce(visit, login.id());
    pages.confirm(visit, login.id(), provider);
  }

  /** Whether a person has yet to say that opening this link was meant. */
  private boolean mustAsk(Visit visit, Owners.@Nullable Match match) {
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
      case AUTO -> match != Owners.Match.SAME && !isSameOrigin(visit);
    };
  }

  private static boolean isSameOrigin(Visit visit) {
    return "same-origin".equals(visit.request().getHeader("Sec-Fetch-Site"));
  }

  /**
   * Another site's form must not press the button. Browsers older than {@code Sec-Fetch-Site} are
   * believed unless they name another origin: for our own page they cannot say more.
   */
  private boolean fromOurPage(Visit visit) {
    if (visit.request().getHeader("Sec-Fetch-Site") != null) {
      return isSameOrigin(visit);
    }
    String origin = visit.request().getHeader("Origin");
    // Our pages send no referrer, and so the Origin of their form is null.
    return origin == null || origin.equals("null") || flow.urls().isOwnOrigin(origin);
  }

  private static @Nullable String id(Visit visit) {
    List<String> ids = visit.parameters().getOrDefault("id", List.of());
    return ids.size() == 1 ? ids.get(0) : null;
  }

  private static GrantletException unknown() {
    return new GrantletException(
        ErrorCode.LOGIN_ID_INVALID, "This login URL is unknown, was used, or has expired");
  }
}
