package org.grantlet.servlet.browser;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;

/** Headers that every reply of our endpoints carries. */
public final class Replies {
  private Replies() {}

  /** As {@link #headers(HttpServletResponse)}, and which line of the log is about it. */
  public static void headers(HttpServletResponse response, String requestId) {
    response.setHeader("X-Request-Id", requestId);
    headers(response);
  }

  /** Nothing is kept, nothing is told to the next site, nothing is guessed. */
  static void headers(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }

  /** 303: whatever the method was, the browser goes on with GET (RFC 9700 section 4.12). */
  static void redirect(HttpServletResponse response, URI location) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", location.toASCIIString());
  }
}
