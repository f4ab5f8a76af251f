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
 * What the signed-in user does with an account: {@code POST /accounts/{id}/reconnect}, {@code GET
 * /accounts/{id}/disconnect} (which asks first) and {@code POST}, {@code GET
 * /accounts/{id}/calendar}.
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
    HostedAuth hostedAuth = HostedAuth.from(getServletContext());
    String[] path = String.valueOf(request.getPathInfo()).split("/", -1);
    if (path.length != 3) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    String action = request.getMethod() + " " + path[2];
    Optional<Grant> grant = ownGrant(hostedAuth.grants(), path[1], request);
    if (grant.isPresent()) {
      try {
        act(action, hostedAuth, grant.get(), request, response);
      } catch (GrantletException e) {
        String provider = Texts.provider(hostedAuth, grant.get().provider());
        FailurePages.show(request, response, e, provider);
      }
    } else if (action.equals("POST disconnect")) {
      Html.seeOther(response, "/"); // pressed twice: it is disconnected already
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** A grant of the user: that somebody knows an id proves nothing. */
  private static Optional<Grant> ownGrant(Grants grants, String id, HttpServletRequest request) {
    String user = User.of(request).orElseThrow().getName();
    return grants.find(id).filter(grant -> user.equals(grant.accountId()));
  }

  private void act(
      String action,
      HostedAuth hostedAuth,
      Grant grant,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    switch (action) {
      case "POST reconnect" ->
          hostedAuth
              .reconnect(grant.id())
              .state(RECONNECT)
              .redirectUri("/connected")
              .begin(request, response);
      case "GET disconnect" -> askToDisconnect(hostedAuth, grant, request, response);
      case "POST disconnect" -> disconnect(hostedAuth, grant, request, response);
      case "GET calendar" -> calendar(hostedAuth, grant, request, response);
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static void askToDisconnect(
      HostedAuth hostedAuth, Grant grant, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Texts texts = Texts.of(request);
    String title = texts.get("disconnect.title", AccountPages.account(texts, grant));
    String provider = Texts.provider(hostedAuth, grant.provider());
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
              Texts.provider(hostedAuth, grant.provider())));
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
    if (!calendars.knows(grant.provider())) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Texts texts = Texts.of(request);
    String body;
    try {
      body = CalendarPages.list(texts, calendars.next(hostedAuth.grants(), grant));
    } catch (CalendarException e) {
      response.setStatus(e.reason().status());
      String provider = Texts.provider(hostedAuth, grant.provider());
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
