package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;

/** Compares the user of a request with the owner of a login. */
@FunctionalInterface
public interface OwnerCheck {
  /** How the two compare. */
  enum Match {
    SAME,
    OTHER,
    /** Nobody is signed in, or the session cookie is missing. */
    NOBODY
  }

  Match match(HttpServletRequest request, String owner);
}
