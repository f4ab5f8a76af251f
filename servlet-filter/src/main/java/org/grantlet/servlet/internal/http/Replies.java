package org.grantlet.servlet.internal.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.grantlet.internal.text.Unicode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The headers of all our replies, and how a reply is written. */
public final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private Replies() {}

  /** As {@link #headers(HttpServletResponse)}, and the id that the log lines have. */
  public static void headers(HttpServletResponse response, String requestId) {
    response.setHeader("X-Request-Id", requestId);
    headers(response);
  }

  /** No cache, no referrer, no guessed content type. */
  public static void headers(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }

  public static void json(HttpServletResponse response, int status, byte[] json)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json; charset=utf-8");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
    response.flushBuffer();
  }

  /** The status alone, where neither page nor JSON could be written. */
  public static void statusOnly(HttpServletResponse response, String requestId, int status) {
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

  /**
   * 303, so that the browser continues with GET after a POST too (RFC 9700 section 4.12). With an
   * ASCII character that no URI has it fails, and nothing is written.
   */
  public static void redirect(HttpServletResponse response, String location) {
    // Nearly all have characters of URIs only: each login would parse them for nothing.
    String plain =
        Unicode.all(location, Replies::isOfUris) ? location : URI.create(location).toASCIIString();
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", plain);
  }

  /** Characters of RFC 3986 section 2. */
  private static boolean isOfUris(int c) {
    return switch (c) {
      case '"', '<', '>', '\\', '^', '`', '{', '|', '}' -> false;
      default -> c > ' ' && c <= '~';
    };
  }
}
