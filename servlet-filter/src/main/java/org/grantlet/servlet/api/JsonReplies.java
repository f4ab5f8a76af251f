package org.grantlet.servlet.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.json.Json;
import org.jspecify.annotations.Nullable;

/** Writes replies in the shapes of the Connect API, whole and with the headers all of them have. */
public final class JsonReplies {
  /** Seconds, where nothing better is known. */
  private static final String RETRY_AFTER = "5";

  private JsonReplies() {}

  /**
   * Writes an error. The message of an {@link ErrorCode#INTERNAL_ERROR} stays on the server.
   *
   * @throws IOException if the client has gone
   */
  public static void error(
      HttpServletResponse response, String requestId, GrantletException failure)
      throws IOException {
    ErrorCode code = failure.code();
    String message =
        code == ErrorCode.INTERNAL_ERROR
            ? "Something went wrong here; the log says what, under this request_id"
            : Objects.requireNonNullElse(failure.getMessage(), code.wire());
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("type", code.wire());
    error.put("message", message);
    if (failure.providerError() != null) {
      error.put("provider_error", failure.providerError());
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("request_id", requestId);
    body.put("success", false);
    body.put("error", error);
    body.put("type", code.wire());
    body.put("message", message);
    if (failure.status() == 429 || failure.status() == 503) {
      response.setHeader("Retry-After", RETRY_AFTER);
    }
    if (failure instanceof ApiException special) {
      special.headers().forEach(response::setHeader);
    }
    send(response, failure.status(), requestId, Json.bytes(body));
  }

  /** Writes a body that is JSON already. */
  static void send(HttpServletResponse response, int status, String requestId, byte[] json)
      throws IOException {
    response.setStatus(status);
    response.setHeader("X-Request-Id", requestId);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType("application/json; charset=utf-8");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
    response.flushBuffer();
  }
}
