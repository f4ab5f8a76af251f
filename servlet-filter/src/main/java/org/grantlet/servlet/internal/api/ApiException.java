package org.grantlet.servlet.internal.api;

import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;

/** An error whose reply carries headers: {@code Allow}, {@code Retry-After} and the like. */
public final class ApiException extends GrantletException {
  private final transient Map<String, String> headers;

  ApiException(ErrorCode code, int status, String message, Map<String, String> headers) {
    super(code, status, message);
    this.headers = Map.copyOf(headers);
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** A query parameter that is out of bounds; the message begins with its name. */
  static GrantletException invalidQuery(String parameter, String rule) {
    return new GrantletException(ErrorCode.INVALID_QUERY_PARAMS, parameter + " " + rule);
  }
}
