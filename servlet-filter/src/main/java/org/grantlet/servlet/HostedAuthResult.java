package org.grantlet.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.Grants;
import org.grantlet.flow.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How a flow ended, at the application's redirect URI. Set by the filter from what it issued, never
 * by the query string alone. Immutable.
 */
public final class HostedAuthResult {
  /** The request attribute in which the filter leaves the result. */
  public static final String ATTRIBUTE = HostedAuthResult.class.getName();

  private static final HostedAuthResult NONE = new HostedAuthResult(null, null, null);

  /** What the application sees of a return that was not issued, if it wants to see such. */
  static final HostedAuthResult UNVERIFIED =
      new HostedAuthResult(null, null, ErrorCode.REDIRECT_INVALID.wire());

  private final @Nullable Outcome outcome;
  private final @Nullable Grant grant;
  private final @Nullable String error;

  private HostedAuthResult(
      @Nullable Outcome outcome, @Nullable Grant grant, @Nullable String error) {
    this.outcome = outcome;
    this.grant = grant;
    this.error = error;
  }

  /** The result that came with this request; an unsuccessful one if none came. */
  public static HostedAuthResult from(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof HostedAuthResult result ? result : NONE;
  }

  static HostedAuthResult of(Outcome outcome, Grants grants) {
    Optional<Grant> grant = Optional.ofNullable(outcome.grantId()).flatMap(grants::find);
    boolean gone = outcome.success() && grant.isEmpty();
    return new HostedAuthResult(
        outcome, grant.orElse(null), gone ? ErrorCode.GRANT_NOT_FOUND.wire() : outcome.error());
  }

  /** Whether a flow ended here at all, well or not; false for a visit by itself. */
  public boolean isPresent() {
    return outcome != null;
  }

  /** Whether an account was authenticated and its grant is there. */
  public boolean isSuccess() {
    return grant != null;
  }

  /**
   * The grant.
   *
   * @throws IllegalStateException if {@link #isSuccess} is false
   */
  public Grant grant() {
    if (grant == null) {
      throw new IllegalStateException("There is no grant: " + error);
    }
    return grant;
  }

  /** The integration's provider; null without a flow. */
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

  /**
   * Why there is no grant: the wire string of an {@link ErrorCode}; null on success, and for a
   * visit by itself.
   */
  public @Nullable String error() {
    return error;
  }

  /** Whether this browser has been here with this result before (a reload, the back button). */
  public boolean isReplayed() {
    return outcome != null && outcome.replayed();
  }
}
