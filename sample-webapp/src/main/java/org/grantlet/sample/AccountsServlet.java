package org.grantlet.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantletException;
import org.grantlet.servlet.HostedAuth;

/**
 * {@code /}: the connected accounts of the user, and the actions on them: {@code POST
 * /accounts/connect}, {@code POST /accounts/{id}/reconnect}, {@code …/disconnect}, {@code
 * …/profile}.
 */
final class AccountsServlet extends HttpServlet {
  private static final int AT_MOST = 100;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getServletPath().equals("/")) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Optional<User> user = User.of(request);
    if (user.isEmpty()) {
      Html.page(request, response, "Your week, in one place", AccountsPage.signIn());
      return;
    }
    HostedAuth hostedAuth = HostedAuth.from(getServletContext());
    String body =
        AccountsPage.accounts(
            hostedAuth
                .grants()
                .list(GrantQuery.builder().accountId(user.get().getName()).limit(AT_MOST).build()),
            hostedAuth.integrations().list());
    Html.page(request, response, "Connected accounts", body);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<User> user = User.of(request);
    if (user.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      Html.page(request, response, "Sign in first", AccountsPage.signIn());
      return;
    }
    try {
      act(request, response, user.get());
    } catch (GrantletException e) {
      response.setStatus(e.status());
      Html.page(request, response, "That did not work", AccountsPage.failure(e));
    }
  }

  private void act(HttpServletRequest request, HttpServletResponse response, User user)
      throws IOException {
    HostedAuth hostedAuth = HostedAuth.from(getServletContext());
    String[] path = String.valueOf(request.getPathInfo()).split("/", -1);
    if (path.length == 2 && path[1].equals("connect")) {
      String provider = Optional.ofNullable(request.getParameter("provider")).orElse("");
      HostedAuth.Request chosen =
          provider.equals("*") ? hostedAuth.requestAny() : hostedAuth.request(provider);
      connect(chosen, request, response);
      return;
    }
    if (path.length != 3) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Grant grant = ownGrant(hostedAuth, path[1], user);
    switch (path[2]) {
      case "reconnect" ->
          connect(hostedAuth.request(grant.provider()).grantId(grant.id()), request, response);
      case "disconnect" -> {
        hostedAuth.grants().delete(grant.id());
        Html.seeOther(response, "/");
      }
      case "profile" ->
          Html.page(
              request, response, "Profile", AccountsPage.profile(Profile.of(hostedAuth, grant)));
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** Bound to the user: nobody else can use the link. */
  private static void connect(
      HostedAuth.Request authRequest, HttpServletRequest request, HttpServletResponse response) {
    authRequest.redirectUri("/connected").begin(request, response);
  }

  /** The grant; another user's grant counts as missing. */
  private static Grant ownGrant(HostedAuth hostedAuth, String id, User user) {
    return hostedAuth
        .grants()
        .find(id)
        .filter(grant -> user.getName().equals(grant.accountId()))
        .orElseThrow(
            () -> new GrantletException(ErrorCode.GRANT_NOT_FOUND, "You have no such account"));
  }
}
