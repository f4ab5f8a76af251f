package org.grantlet.servlet.browser;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.flow.HostedAuthFlow;
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
    picker = new Picker(flow.loginUrls(), detection, spender, pages, offload);
    this.pages = pages;
    this.offload = offload;
  }

  /** Serves one call. */
  public void handle(Visit visit) throws IOException {
    String method = visit.request().getMethod();
    if (!List.of("GET", "HEAD", "POST").contains(method)) {
      visit.response().setHeader("Allow", "GET, HEAD, POST");
      throw new GrantletException(ErrorCode.METHOD_NOT_ALLOWED, "Use GET or POST here");
    }
    String id = id(visit);
    HostedAuthRequest asked =
        Optional.ofNullable(id).flatMap(flow.loginUrls()::peek).orElseThrow(LoginEndpoint::unknown);
    Owners.Match match =
        asked.owner() == null ? null : owners.match(visit.request(), asked.owner());
    if (match == Owners.Match.NOBODY && Bounce.isFirst(visit)) {
      pages.bounce(visit);
      return;
    }
    String owner = match == Owners.Match.SAME ? asked.owner() : null;
    boolean mayPass = match == null || match == Owners.Match.SAME;
    if (mayPass && asked.isChoice()) {
      picker.handle(
          visit, String.valueOf(id), asked, owner, visit.isPost() && !mustAsk(visit, match));
    } else if (mayPass && mustAsk(visit, match)) {
      pages.confirm(visit, String.valueOf(id), asked);
    } else {
      offload.run(visit, () -> spender.spend(visit, String.valueOf(id), asked, owner, null));
    }
  }

  /** Whether a person has yet to say that opening this link was meant. */
  private boolean mustAsk(Visit visit, Owners.@Nullable Match match) {
    if (visit.isPreview()) {
      return true;
    }
    if (visit.isPost()) {
      return !fromOurPage(visit);
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
