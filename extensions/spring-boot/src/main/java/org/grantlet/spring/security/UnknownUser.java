package org.grantlet.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.text.Reason;

/**
 * A request whose user the application could not tell, because its code failed. What needs no user
 * is served; what asks for one fails.
 */
final class UnknownUser extends HttpServletRequestWrapper {
  private final GrantletException failure;

  /**
   * A request.
   *
   * @param asked what failed
   */
  UnknownUser(HttpServletRequest request, Object asked, Throwable thrown) {
    super(request);
    failure =
        new GrantletException(
            ErrorCode.INTERNAL_ERROR,
            asked.getClass().getName()
                + " failed to say who the user is: "
                + thrown.getClass().getName(),
            Reason.loggable(thrown));
  }

  @Override
  public Principal getUserPrincipal() {
    throw failure;
  }

  @Override
  public String getRemoteUser() {
    throw failure;
  }

  @Override
  public boolean isUserInRole(String role) {
    throw failure;
  }
}
