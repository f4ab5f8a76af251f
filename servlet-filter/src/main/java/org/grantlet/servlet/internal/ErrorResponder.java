package org.grantlet.servlet.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.text.Reason;
import org.grantlet.servlet.internal.api.ApiException;
import org.grantlet.servlet.internal.browser.Pages;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.ObservedRequest;
import org.grantlet.servlet.internal.http.Replies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every request of ours that failed: in JSON to the Connect API's callers, and to browsers
 * whose script asks for it; else with a page. Thread-safe.
 */
public record ErrorResponder(Pages pages) {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorResponder.class);

  /** RFC 9110 section 15.5.2: a reply with status 401 has one. */
  private static final String CHALLENGE = "Basic realm=\"grantlet\", charset=\"UTF-8\"";

  /** Seconds, where nothing better is known. */
  private static final String RETRY_AFTER = "5";

  /** Throws nothing, so that an asynchronous request always ends in a reply. */
  void answer(EndpointRequest request, Throwable failure) {
    GrantletException known =
        failure instanceof GrantletException expected
            ? expected
            : new GrantletException(
                ErrorCode.INTERNAL_ERROR,
                "Something unexpected went wrong",
                Reason.loggable(failure));
    ObservedRequest.failed(request, known.code());
    HttpServletResponse response = request.response();
    try {
      log(request, known);
      if (!response.isCommitted()) {
        response.resetBuffer();
        Replies.headers(response, request.requestId());
        reply(request, known);
      }
    } catch (Throwable e) { // the client is gone, or not even this works
      LOG.warn("request {} could not be answered: {}", request.requestId(), e.getClass().getName());
      Replies.statusOnly(response, request.requestId(), known.status());
    }
  }

  private static void log(EndpointRequest request, GrantletException failure) {
    if (failure.code() == ErrorCode.INTERNAL_ERROR) {
      LOG.error(
          "request {} to {} failed: {}",
          request.requestId(),
          request.shownPath(),
          failure.getMessage(),
          failure);
    } else if (!request.isForApi()) {
      LOG.info(
          "request {} refused: {}: {}",
          request.requestId(),
          failure.code().wire(),
          failure.getMessage());
    } else if (failure.code() == ErrorCode.UNAVAILABLE) {
      LOG.warn("request {} was turned away", request.requestId(), failure);
    } else {
      LOG.debug("request {} refused: {}", request.requestId(), failure.getMessage());
    }
  }

  private void reply(EndpointRequest request, GrantletException failure) throws IOException {
    HttpServletResponse response = request.response();
    int status = failure.status();
    boolean json = request.isForApi() || request.wantsJson();
    if (status == 503 || (status == 429 && json)) {
      response.setHeader("Retry-After", RETRY_AFTER);
    }
    if (!json) {
      pages.error(request, failure);
      return;
    }
    if (status == 401 && request.isForApi()) {
      response.setHeader("WWW-Authenticate", CHALLENGE);
    }
    if (failure instanceof ApiException special) {
      special.headers().forEach(response::setHeader);
    }
    Replies.json(response, status, Json.bytes(body(request.requestId(), failure)));
  }

  /** The message of an {@link ErrorCode#INTERNAL_ERROR} stays on the server. */
  private static Map<String, @Nullable Object> body(String requestId, GrantletException failure) {
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
    return body;
  }
}
