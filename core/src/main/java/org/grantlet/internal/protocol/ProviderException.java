package org.grantlet.internal.protocol;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.internal.catalog.RefreshRefusal;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/** A request to a provider failed. Transient if a later attempt may succeed. */
public final class ProviderException extends GrantletException {
  private final boolean transientFailure;
  private final @Nullable String oauthError;
  private final @Nullable RefreshRefusal refusal;
  private final @Nullable Duration retryAfter;

  private ProviderException(
      boolean transientFailure,
      String message,
      @Nullable String oauthError,
      @Nullable String description,
      @Nullable RefreshRefusal refusal,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(ErrorCode.PROVIDER_ERROR, message, said(oauthError, description), cause);
    this.transientFailure = transientFailure;
    this.oauthError = oauthError;
    this.refusal = refusal;
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
   * The same, for a response to a refresh.
   *
   * @param refusal what it means; null if that is not known
   */
  static ProviderException refused(
      String error, @Nullable String description, @Nullable RefreshRefusal refusal) {
    return new ProviderException(
        false,
        "The provider refused: " + shown(error, description),
        error,
        description,
        refusal,
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

  /**
   * Why the provider no longer accepts the refresh token, so that only a new login helps; null if
   * it does not say so.
   */
  public Grant.@Nullable Reason endReason() {
    return refusal == null || !refusal.ends() ? null : refusal.reason();
  }

  /**
   * What the provider refuses the client for, at the refresh of any grant: it is the client's
   * registration that has to be mended; null if it is something else.
   */
  public @Nullable RefreshRefusal refusalOfClient() {
    return refusal == null || !refusal.isOfClient() ? null : refusal;
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
