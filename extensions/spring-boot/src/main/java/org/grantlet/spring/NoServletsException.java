package org.grantlet.spring;

/** The application is a reactive one. */
final class NoServletsException extends RuntimeException {
  NoServletsException() {
    super(
        "WebFlux without servlets: Grantlet is a servlet filter, and this application is reactive,"
            + " so that no request would ever reach it");
  }
}
