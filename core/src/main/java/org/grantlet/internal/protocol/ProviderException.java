package org.grantlet.internal.protocol;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/** A request to a provider failed. Transient if a later attempt may succeed. */
public final class ProviderException extends GrantletException {
  private final boolean transientFailure;
  private final @Nullable String oauthError;
  private final Grant.@Nullable Reason endReason;
  private final @Nullable Duration retryAfter;

  private ProviderException(
      boolean transientFailure,
      String message,
      @Nullable String oauthError,
      @Nullable String description,
      Grant.@Nullable Reason endReason,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(ErrorCode.PROVIDER_ERROR, message, said(oauthError, description), cause);
    this.transientFailure = transientFailure;
    this.oauthError = oauthError;
    this.endReason = endReason;
    this.retryAfter = retryAfter;
  }

  static ProviderException unreachable(String message, @Nullable Throwable cause) {
    return new ProviderException(true, message, null, null, null, null, cause);
  }

  static ProviderException malformed(String message, @Nullable Throwable cause) {
    return new ProviderException(false, message, null, null, null, null, cause);
  }

  /** The provider asks to wait; how long may be unknown. */
  static ProviderException busy(String message, @Nullable Duration retryAfter) {
    return new ProviderException(true, message, null, null, null, retryAfter, null);
  }

  /** The provider answered with an OAuth error (RFC 6749 section 5.2). */
  static ProviderException refused(String error, @Nullable String description) {
    return refused(error, description, null);
  }

  /**
   * The same, for a response that may end the grant.
   *
   * @param endReason null if it does not
   */
  static ProviderException refused(
      String error, @Nullable String description, Grant.@Nullable Reason endReason) {
    return new ProviderException(
        false,
        "The provider refused: " + shown(error, description),
        error,
        description,
        endReason,
        null,
        null);
  }

  /** Whether a later attempt may succeed. */
  public boolean isTransient() {
    return transientFailure;
  }

  /** Whether this is the OAuth error. */
  public boolean is(String error) {
    return error.equals(oauthError);
  }

  /** Whether the provider no longer accepts the refresh token: only a new login helps. */
  public boolean endsGrant() {
    return endReason != null;
  }

  /** Why it {@link #endsGrant() ends the grant}; null if it does not. */
  public Grant.@Nullable Reason endReason() {
    return endReason;
  }

  /** How long the provider asks to wait, at most some minutes; null if it does not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** An OAuth error as messages show it, which reach the log: without whole email addresses. */
  public static String shown(String error, @Nullable String description) {
    return Reason.masked(
        Reason.clean(error) + (description == null ? "" : " (" + Reason.clean(description) + ")"));
  }

  /** An OAuth error as {@code provider_error} shows it. */
  public static @Nullable Map<String, Object> said(
      @Nullable String error, @Nullable String description) {
    if (error == null) {
      return null;
    }
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("error", Reason.clean(error));
    if (description != null) {
      said.put("error_description", Reason.clean(description));
    }
    return said;
  }
}
