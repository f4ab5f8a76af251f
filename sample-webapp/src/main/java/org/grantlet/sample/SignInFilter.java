package org.grantlet.sample;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Makes the session's user the principal, as a real application's sign-in does. */
final class SignInFilter extends HttpFilter {
  static final String USER = "user";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpSession session = request.getSession(false);
    Object user = session == null ? null : session.getAttribute(USER);
    chain.doFilter(user instanceof User known ? new SignedIn(request, known) : request, response);
  }

  private static final class SignedIn extends HttpServletRequestWrapper {
    private final User user;

    SignedIn(HttpServletRequest request, User user) {
      super(request);
      this.user = user;
    }

    @Override
    public Principal getUserPrincipal() {
      return user;
    }

    @Override
    public @Nullable String getRemoteUser() {
      return user.getName();
    }
  }
}
