package org.grantlet.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code POST /sign-in} with {@code user=ada} or {@code user=grace}, and {@code POST /sign-out}.
 */
final class SignInServlet extends HttpServlet {
  /** Somebody typed the address, or reloaded it. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    Html.seeOther(response, "/");
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().equals("/sign-out")) {
      endSession(request);
    } else {
      Optional<User> user =
          Optional.ofNullable(request.getParameter(SignInFilter.USER)).flatMap(User::of);
      if (user.isEmpty()) {
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        return;
      }
      // The session before may be another user's, and its id may be one that an attacker planted.
      endSession(request);
      request.getSession(true).setAttribute(SignInFilter.USER, user.get());
    }
    Html.seeOther(response, "/");
  }

  private static void endSession(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
