package org.grantlet.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.Grants;
import org.grantlet.internal.login.LoginResult;
import org.jspecify.annotations.Nullable;

/**
 * How a login ended, at the application's redirect URI. The filter sets it from what it issued,
 * never from the query string alone. Immutable.
 */
public final class HostedAuthResult {
  /** The request attribute in which the filter leaves the result. */
  public static final String ATTRIBUTE = HostedAuthResult.class.getName();

  private static final HostedAuthResult NONE = new HostedAuthResult(null, null, null);

  /** What the application sees of a return that was not issued, if it wants to see such. */
  private static final HostedAuthResult UNVERIFIED =
      new HostedAuthResult(null, null, ErrorCode.REDIRECT_INVALID);

  private final @Nullable LoginResult outcome;
  private final @Nullable Grant grant;
  private final @Nullable ErrorCode error;

  private HostedAuthResult(
      @Nullable LoginResult outcome, @Nullable Grant grant, @Nullable ErrorCode error) {
    this.outcome = outcome;
    this.grant = grant;
    this.error = error;
  }

  /** The result that came with this request; an unsuccessful one if none came. */
  public static HostedAuthResult from(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof HostedAuthResult result ? result : NONE;
  }

  /** Of what was issued; an unsuccessful one if nothing was. */
  static HostedAuthResult of(Optional<LoginResult> issued, Grants grants) {
    if (issued.isEmpty()) {
      return UNVERIFIED;
    }
    LoginResult outcome = issued.get();
    Optional<Grant> grant = Optional.ofNullable(outcome.grantId()).flatMap(grants::find);
    ErrorCode gone = outcome.success() && grant.isEmpty() ? ErrorCode.GRANT_NOT_FOUND : null;
    return new HostedAuthResult(
        outcome,
        grant.orElse(null),
        outcome.error() == null ? gone : ErrorCode.of(outcome.error()));
  }

  /** Whether a login ended here, with a grant or without; false for any other visit. */
  public boolean isPresent() {
    return outcome != null;
  }

  /** Whether an account was authenticated and its grant is there. */
  public boolean isSuccess() {
    return grant != null;
  }

  /** The grant; empty if {@link #isSuccess} is false. */
  public Optional<Grant> grant() {
    return Optional.ofNullable(grant);
  }

  /** The integration's provider; null if no login ended here. */
  public @Nullable String provider() {
    return outcome == null ? null : outcome.provider();
  }

  /**
   * The account's email address, if known and the provider does not say that it is unverified. It
   * identifies nobody: addresses change hands. {@code grant().emailVerified()} has the provider's
   * word, {@code grant().accountId()} whose grant it is.
   */
  public @Nullable String email() {
    return outcome == null ? null : outcome.email();
  }

  /** The state of the hosted auth request. */
  public @Nullable String state() {
    return outcome == null ? null : outcome.state();
  }

  /** Why there is no grant; null on success, and where no login ended. */
  public @Nullable ErrorCode error() {
    return error;
  }

  /** Whether this browser has been here with this result before (a reload, the back button). */
  public boolean isReplayed() {
    return outcome != null && outcome.replayed();
  }
}
