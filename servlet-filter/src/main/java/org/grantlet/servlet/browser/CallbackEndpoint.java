package org.grantlet.servlet.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.flow.Callback;
import org.grantlet.flow.CallbackAnswer;
import org.grantlet.flow.HostedAuthFlow;
import org.grantlet.flow.Login;
import org.jspecify.annotations.Nullable;

/** {@code /connect/callback} and {@code /connect/callback/{provider}}: the provider's answer. */
public final class CallbackEndpoint {
  private static final int USER_AGENT_LENGTH = 512;

  private final HostedAuthFlow flow;
  private final Owners owners;
  private final BrowserCookies cookies;
  private final Pages pages;
  private final Offload offload;

  /** Serves the callbacks of a flow. */
  public CallbackEndpoint(
      HostedAuthFlow flow, Owners owners, BrowserCookies cookies, Pages pages, Offload offload) {
    this.flow = flow;
    this.owners = owners;
    this.cookies = cookies;
    this.pages = pages;
    this.offload = offload;
  }

  /** Serves one call. */
  public void handle(Visit visit) throws IOException {
    HttpServletRequest request = visit.request();
    if (!List.of("GET", "HEAD", "POST").contains(request.getMethod())) {
      visit.response().setHeader("Allow", "GET, HEAD, POST");
      throw new GrantletException(ErrorCode.NOT_FOUND, 405, "Use GET or POST here");
    }
    if (visit.isPreview() && !visit.isHead()) {
      throw Visit.preview();
    }
    boolean firstTime = Bounce.isFirst(visit);
    Map<String, List<String>> parameters = Bounce.withoutMark(visit.parameters());
    CallbackAnswer answer = answer(visit, parameters);
    Login login = flow.callback().find(answer).orElse(null);
    if (login == null) {
      if (firstTime && visit.isPost() && answer.browser() == null) {
        // A cross-site POST brings no SameSite=Lax cookie; our own page's form does.
        pages.bounce(visit);
        return;
      }
      throw Callback.unknown();
    }
    if (!visit.isNavigation() && !visit.isPressed()) {
      pages.press(visit);
      return;
    }
    String owner = login.owner();
    if (owner != null) {
      Owners.Match match = owners.match(request, owner);
      if (match == Owners.Match.NOBODY && firstTime) {
        pages.bounce(visit);
        return;
      }
      answer = answer.of(answer.browser(), match == Owners.Match.SAME ? owner : null);
    }
    CallbackAnswer complete = answer;
    offload.run(visit, () -> finish(visit, login, complete));
  }

  private void finish(Visit visit, Login login, CallbackAnswer answer) throws IOException {
    Optional<URI> application = flow.callback().finish(login, answer);
    if (application.isPresent()) {
      Replies.redirect(visit.response(), application.get());
    } else {
      pages.waitFor(visit);
    }
  }

  /** The answer, of nobody known yet. */
  private CallbackAnswer answer(Visit visit, Map<String, List<String>> parameters) {
    CallbackAnswer answer =
        new CallbackAnswer(
            flow.urls().baseUrl() + flow.urls().path() + visit.subPath(),
            parameters,
            null,
            null,
            visit.ip(),
            userAgent(visit.request()));
    return answer.of(
        Callback.cookieKey(answer).map(key -> cookies.find(visit.request(), key)).orElse(null),
        null);
  }

  private static @Nullable String userAgent(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("User-Agent"))
        .map(agent -> agent.substring(0, Math.min(agent.length(), USER_AGENT_LENGTH)))
        .orElse(null);
  }
}
