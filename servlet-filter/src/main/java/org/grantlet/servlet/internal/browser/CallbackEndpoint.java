package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.internal.login.AuthorizationResponse;
import org.grantlet.internal.login.BrowserSecret;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.login.LoginReturn;
import org.grantlet.internal.login.PendingLogin;
import org.grantlet.internal.login.StateCheck;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.ProviderCallExecutor;
import org.grantlet.servlet.internal.http.Replies;
import org.jspecify.annotations.Nullable;

/** {@code /connect/callback/{provider}}: the provider's authorization response. */
public record CallbackEndpoint(
    HostedAuthFlow flow,
    OwnerCheck ownerCheck,
    BrowserCookies cookies,
    Pages pages,
    ProviderCallExecutor executor) {
  private static final int USER_AGENT_LENGTH = 512;

  public void handle(EndpointRequest request) throws IOException {
    request.requireBrowserMethod();
    if (request.isPreview() && !request.isHead()) {
      throw EndpointRequest.previewRefused();
    }
    boolean first = SameSiteRetry.isFirst(request);
    AuthorizationResponse response =
        response(request, SameSiteRetry.withoutMark(request.parameters()));
    PendingLogin login = flow.stateCheck().find(response).orElse(null);
    if (login == null) {
      if (first && request.isPost() && response.browserSecret() == null) {
        // A POST from another site has no SameSite=Lax cookie; one from our own page has it.
        pages.retryFromOurPage(request);
        return;
      }
      if (response.browserSecret() == null) {
        ownerCheck.missesCookie(request);
      }
      throw StateCheck.unknown();
    }
    if (!request.isNavigation() && !request.isPressed()) {
      pages.askToContinue(request);
      return;
    }
    OwnerCheck.Match match = ownerCheck.match(request.http(), login.owner());
    if (match == OwnerCheck.Match.NOBODY && first) {
      pages.retryFromOurPage(request);
      return;
    }
    if (match.isRefused()) {
      executor.run(
          request,
          () -> ownerCheck.refuse(request, match, login.owner(), () -> login.finish(null)));
    } else {
      executor.run(request, () -> finish(request, login));
    }
  }

  private void finish(EndpointRequest request, PendingLogin login) throws IOException {
    LoginReturn application = login.finish(login.owner()).orElse(null);
    if (application != null) {
      cookies.end(request.response(), login.response(), application.sealedFailure());
      Replies.redirect(request.response(), application.location());
    } else {
      pages.repeatSoon(request);
    }
  }

  private AuthorizationResponse response(
      EndpointRequest request, Map<String, List<String>> parameters) {
    String oauthState = AuthorizationResponse.single(parameters, "state");
    String key = oauthState == null ? null : BrowserSecret.cookieKeyOf(oauthState);
    String secret = key == null ? null : cookies.find(request.http(), key);
    AuthorizationResponse response =
        new AuthorizationResponse(
            flow.urls().baseUrl() + flow.urls().path() + request.subPath(),
            parameters,
            secret,
            request.ip(),
            userAgent(request.http()));
    return key == null || secret == null
        ? response
        : response.with(cookies.sealed(request.http(), key));
  }

  private static @Nullable String userAgent(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("User-Agent"))
        .map(agent -> agent.substring(0, Math.min(agent.length(), USER_AGENT_LENGTH)))
        .orElse(null);
  }
}
