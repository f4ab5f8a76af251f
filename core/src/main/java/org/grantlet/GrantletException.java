package org.grantlet;

import java.util.Map;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What Grantlet throws. The {@linkplain #code() code} is for programs; the message is for people,
 * names the field where one is wrong, is one line, and never holds a secret.
 */
public class GrantletException extends RuntimeException {
  private final ErrorCode code;
  private final int status;
  private final transient @Nullable Map<String, Object> providerError;

  /** An error with a message that may be shown to the caller. */
  public GrantletException(ErrorCode code, String message) {
    this(code, code.status(), message, null, null);
  }

  /** An error whose HTTP status is not the usual one of its code. */
  public GrantletException(ErrorCode code, int status, String message) {
    this(code, status, message, null, null);
  }

  /** An error with its cause, which is for the log and never leaves the server. */
  public GrantletException(ErrorCode code, String message, @Nullable Throwable cause) {
    this(code, code.status(), message, null, cause);
  }

  /**
   * An error for which a provider said something.
   *
   * @param providerError what the provider said, cut to a length: {@code error}, {@code
   *     error_description}
   */
  public GrantletException(
      ErrorCode code,
      String message,
      @Nullable Map<String, Object> providerError,
      @Nullable Throwable cause) {
    this(code, code.status(), message, providerError, cause);
  }

  private GrantletException(
      ErrorCode code,
      int status,
      String message,
      @Nullable Map<String, Object> providerError,
      @Nullable Throwable cause) {
    super(Reason.printable(message), cause); // requests and providers have a say in it
    this.code = code;
    this.status = status;
    this.providerError = providerError;
  }

  /** A member that is missing, of the wrong type or out of bounds. */
  public static GrantletException invalidField(String field, String rule) {
    return new GrantletException(ErrorCode.INVALID_FIELD, field + " " + rule);
  }

  /** Throws {@link #invalidField} if there is a problem with it. */
  public static void requireValid(String field, @Nullable String problem) {
    if (problem != null) {
      throw invalidField(field, problem);
    }
  }

  /** What went wrong. */
  public ErrorCode code() {
    return code;
  }

  /** The HTTP status of a reply. */
  public int status() {
    return status;
  }

  /** What the provider said, where a provider said something. */
  public @Nullable Map<String, Object> providerError() {
    return providerError;
  }
}
