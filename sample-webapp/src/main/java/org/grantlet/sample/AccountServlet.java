package org.grantlet.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.servlet.HostedAuth;

/**
 * What a signed-in user does with accounts: {@code POST /accounts/connect}, {@code POST
 * /accounts/{id}/reconnect}, {@code GET /accounts/{id}/disconnect} (the question) and {@code POST}
 * (the deed), {@code GET /accounts/{id}/calendar}.
 */
final class AccountServlet extends HttpServlet {
  /** The state with which a login comes back that was begun to reconnect an account. */
  static final String RECONNECT = "reconnect";

  private final transient CalendarApi calendars;

  AccountServlet(CalendarApi calendars) {
    this.calendars = calendars;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Texts texts = Texts.of(request);
    Optional<User> user = User.of(request);
    if (user.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      Html.page(request, response, texts.get("sign_in.first"), AccountPages.signIn(texts));
      return;
    }
    try {
      act(request, response, user.get());
    } catch (GrantletException e) {
      response.setStatus(e.status());
      String body =
          FailurePages.body(texts, e.code(), texts.get("provider.unknown"))
              + AccountPages.back(texts);
      Html.page(request, response, texts.get("failure.title"), body);
    }
  }

  private void act(HttpServletRequest request, HttpServletResponse response, User user)
      throws IOException {
    HostedAuth hostedAuth = HostedAuth.from(getServletContext());
    String[] path = String.valueOf(request.getPathInfo()).split("/", -1);
    String action = request.getMethod() + " " + path[path.length - 1];
    if (path.length == 2 && action.equals("POST connect")) {
      connect(hostedAuth, request, response);
      return;
    }
    Optional<Grant> found = path.length == 3 ? own(hostedAuth.grants(), path[1], user) : empty();
    if (found.isEmpty() && action.equals("POST disconnect")) {
      Html.seeOther(response, "/"); // pressed twice: it is disconnected already
      return;
    }
    if (found.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Grant grant = found.get();
    switch (action) {
      case "POST reconnect" ->
          hostedAuth
              .request(grant.provider())
              .grantId(grant.id())
              .state(RECONNECT)
              .redirectUri("/connected")
              .begin(request, response);
      case "GET disconnect" -> askToDisconnect(hostedAuth, grant, request, response);
      case "POST disconnect" -> disconnect(hostedAuth, grant, request, response);
      case "GET calendar" -> calendar(hostedAuth, grant, request, response);
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static Optional<Grant> empty() {
    return Optional.empty();
  }

  /** The grant, if it is the user's: the id in the URL proves nothing. */
  private static Optional<Grant> own(Grants grants, String id, User user) {
    return grants.find(id).filter(grant -> user.getName().equals(grant.accountId()));
  }

  /** Sends the user to the provider; the login is bound to the user, so nobody else can end it. */
  private static void connect(
      HostedAuth hostedAuth, HttpServletRequest request, HttpServletResponse response) {
    String provider = Optional.ofNullable(request.getParameter("provider")).orElse("");
    HostedAuth.Request login =
        provider.equals("*") ? hostedAuth.requestAny() : hostedAuth.request(provider);
    login.redirectUri("/connected").begin(request, response);
  }

  private static void askToDisconnect(
      HostedAuth hostedAuth, Grant grant, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Texts texts = Texts.of(request);
    String title = texts.get("disconnect.title", AccountPages.account(texts, grant));
    String provider = texts.provider(hostedAuth, grant.provider());
    Html.page(request, response, title, AccountPages.disconnect(texts, grant, provider));
  }

  private static void disconnect(
      HostedAuth hostedAuth,
      Grant grant,
      HttpServletRequest request,
      HttpServletResponse response) {
    Texts texts = Texts.of(request);
    try {
      Grants.Deletion deletion = hostedAuth.grants().delete(grant.id());
      Notice.leave(
          request,
          texts.get(
              deletion.revoked() ? "disconnected.revoked" : "disconnected.not_revoked",
              AccountPages.account(texts, grant),
              texts.provider(hostedAuth, grant.provider())));
    } catch (GrantletException e) {
      if (e.code() != ErrorCode.GRANT_NOT_FOUND) { // else another tab was faster
        throw e;
      }
    }
    Html.seeOther(response, "/");
  }

  private void calendar(
      HostedAuth hostedAuth, Grant grant, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Texts texts = Texts.of(request);
    String body;
    try {
      body = CalendarPages.list(texts, calendars.next(hostedAuth.grants(), grant));
    } catch (CalendarException e) {
      response.setStatus(e.reason().status());
      String provider = texts.provider(hostedAuth, grant.provider());
      body = CalendarPages.failure(texts, grant, provider, e.reason());
    }
    Html.page(
        request,
        response,
        texts.get("calendar.title"),
        "<p class=\"lead\">%s</p>%s"
            .formatted(Html.text(AccountPages.account(texts, grant)), body));
  }
}
