package org.grantlet.servlet.internal.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every reply of our endpoints carries, and how one is written. */
public final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private Replies() {}

  /** As {@link #headers(HttpServletResponse)}, and which lines of the log are about it. */
  public static void headers(HttpServletResponse response, String requestId) {
    response.setHeader("X-Request-Id", requestId);
    headers(response);
  }

  /** Nothing is kept, nothing is told to the next site, nothing is guessed. */
  public static void headers(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }

  /**
   * Writes JSON, whole.
   *
   * @throws IOException if the client has gone
   */
  public static void json(HttpServletResponse response, int status, byte[] json)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json; charset=utf-8");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
    response.flushBuffer();
  }

  /** Where no page and no JSON could be written: a status, and nothing that could go wrong too. */
  public static void last(HttpServletResponse response, String requestId, int status) {
    try {
      if (!response.isCommitted()) {
        response.reset();
        headers(response, requestId);
        response.setStatus(status);
      }
    } catch (RuntimeException e) {
      LOG.debug("request {} has no reply", requestId, e);
    }
  }

  /** 303: whatever the method was, the browser goes on with GET (RFC 9700 section 4.12). */
  public static void redirect(HttpServletResponse response, URI location) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", location.toASCIIString());
  }
}
