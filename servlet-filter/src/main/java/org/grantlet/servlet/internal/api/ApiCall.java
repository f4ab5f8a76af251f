package org.grantlet.servlet.internal.api;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A call whose caller is known: what was asked, read as far as it is looked at. Not thread-safe.
 */
final class ApiCall {
  private final HttpServletRequest request;
  private final String argument;

  ApiCall(HttpServletRequest request, String argument) {
    this.request = request;
    this.argument = argument;
  }

  /** The variable segment of the path; empty if it has none. */
  String argument() {
    return argument;
  }

  /** The members of the body; read once. */
  Members body() {
    return new Members(RequestBody.read(request));
  }

  /** The query. */
  QueryParameters query() {
    return new QueryParameters(request.getQueryString());
  }
}
