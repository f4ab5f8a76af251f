package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.login.AuthorizationResponse;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.login.PendingLogin;
import org.grantlet.internal.login.StateCheck;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.ProviderCallExecutor;
import org.grantlet.servlet.internal.http.Replies;
import org.jspecify.annotations.Nullable;

/** {@code /connect/callback} and {@code /connect/callback/{provider}}: the provider's answer. */
public final class CallbackEndpoint {
  private static final int USER_AGENT_LENGTH = 512;

  private final HostedAuthFlow flow;
  private final OwnerCheck owners;
  private final BrowserCookies cookies;
  private final Pages pages;
  private final ProviderCallExecutor offload;

  /** Serves the callbacks of a flow. */
  public CallbackEndpoint(
      HostedAuthFlow flow,
      OwnerCheck owners,
      BrowserCookies cookies,
      Pages pages,
      ProviderCallExecutor offload) {
    this.flow = flow;
    this.owners = owners;
    this.cookies = cookies;
    this.pages = pages;
    this.offload = offload;
  }

  /** Serves one call. */
  public void handle(EndpointRequest visit) throws IOException {
    HttpServletRequest request = visit.request();
    if (!List.of("GET", "HEAD", "POST").contains(request.getMethod())) {
      visit.response().setHeader("Allow", "GET, HEAD, POST");
      throw new GrantletException(ErrorCode.NOT_FOUND, 405, "Use GET or POST here");
    }
    if (visit.isPreview() && !visit.isHead()) {
      throw EndpointRequest.preview();
    }
    boolean firstTime = SameSiteRetry.isFirst(visit);
    AuthorizationResponse answer = answer(visit, SameSiteRetry.withoutMark(visit.parameters()));
    PendingLogin login = flow.callback().find(answer).orElse(null);
    if (login == null) {
      if (firstTime && visit.isPost() && answer.browser() == null) {
        // A cross-site POST brings no SameSite=Lax cookie; our own page's form does.
        pages.bounce(visit);
        return;
      }
      throw StateCheck.unknown();
    }
    if (!visit.isNavigation() && !visit.isPressed()) {
      pages.press(visit);
      return;
    }
    String owner = login.owner();
    OwnerCheck.Match match = owner == null ? null : owners.match(request, owner);
    if (match == OwnerCheck.Match.NOBODY && firstTime) {
      pages.bounce(visit);
      return;
    }
    offload.run(visit, () -> finish(visit, login, match == OwnerCheck.Match.SAME ? owner : null));
  }

  private void finish(EndpointRequest visit, PendingLogin login, @Nullable String signedIn)
      throws IOException {
    Optional<URI> application = login.finish(signedIn);
    if (application.isPresent()) {
      Replies.redirect(visit.response(), application.get());
    } else {
      pages.waitFor(visit);
    }
  }

  private AuthorizationResponse answer(
      EndpointRequest visit, Map<String, List<String>> parameters) {
    String state = AuthorizationResponse.state(parameters);
    return new AuthorizationResponse(
        flow.urls().baseUrl() + flow.urls().path() + visit.subPath(),
        parameters,
        state == null ? null : cookies.find(visit.request(), state),
        visit.ip(),
        userAgent(visit.request()));
  }

  private static @Nullable String userAgent(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("User-Agent"))
        .map(agent -> agent.substring(0, Math.min(agent.length(), USER_AGENT_LENGTH)))
        .orElse(null);
  }
}
