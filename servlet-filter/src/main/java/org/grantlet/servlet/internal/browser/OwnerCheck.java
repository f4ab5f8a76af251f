package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;

/** Compares the user of a request with the owner of a login. */
@FunctionalInterface
public interface OwnerCheck {
  /** How they compare. */
  enum Match {
    /** The owner is signed in. */
    SAME,
    /** Somebody else is. */
    OTHER,
    /** Nobody is signed in, or the session cookie is missing. */
    NOBODY
  }

  Match match(HttpServletRequest request, String owner);
}
