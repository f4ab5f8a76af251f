package org.grantlet.servlet.internal.browser;

import jakarta.servlet.http.HttpServletRequest;

/** Tells whether a browser's user is the owner that a request was bound to. */
@FunctionalInterface
public interface OwnerCheck {
  /** What is known of the user. */
  enum Match {
    /** The owner. */
    SAME,
    /** Somebody else. */
    OTHER,
    /** Nobody is signed in, or the session did not come along. */
    NOBODY
  }

  /** Compares the user of a request with an owner. */
  Match match(HttpServletRequest request, String owner);
}
