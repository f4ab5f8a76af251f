package org.grantlet.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.Grants;
import org.grantlet.internal.login.LoginResult;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a login ended, at the application's redirect URI. The filter sets it from what it issued,
 * never from the query string alone. Immutable.
 */
public final class HostedAuthResult {
  /** The request attribute in which the filter leaves the result. */
  public static final String ATTRIBUTE = HostedAuthResult.class.getName();

  private static final Logger LOG = LoggerFactory.getLogger(HostedAuthResult.class);

  /** A parameter that every return from a login has. */
  private static final Pattern SUCCESS = Pattern.compile("(?:^|&)success=");

  /** The attribute of the application that says that the log has said it. */
  private static final String WARNED = ATTRIBUTE + ".warned";

  private static final HostedAuthResult NONE = new HostedAuthResult(null, null, null);

  /** What the application sees of a return that was not issued, or not checked. */
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

  /**
   * The result that came with this request; an unsuccessful one if none came. If the query says
   * that a login ended and the filter has not checked that, the {@link #error} is {@link
   * ErrorCode#REDIRECT_INVALID}, and the log says why.
   */
  public static HostedAuthResult from(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof HostedAuthResult result) {
      return result;
    }
    String query = request.getQueryString();
    if (query == null || !SUCCESS.matcher(query).find()) {
      return NONE;
    }
    ServletContext application = request.getServletContext();
    if (application.getAttribute(WARNED) == null) {
      application.setAttribute(WARNED, true);
      LOG.warn(
          "HostedAuthResult.from: no HostedAuthFilter has checked the return from a login to {}, so"
              + " it counts for nothing. Either HostedAuthFilter is not mapped to this path (map it"
              + " to /*, before the filter of a framework that answers the request), or this is not"
              + " a redirect URI of an integration (grantlet.integration.<provider>.redirect-uris)",
          Reason.clean(request.getRequestURI()));
    }
    return UNVERIFIED;
  }

  /** A login that ended with a grant, made for a test of the application's own code. */
  public static HostedAuthResult success(Grant grant) {
    String email = Boolean.FALSE.equals(grant.emailVerified()) ? null : grant.email();
    LoginResult outcome =
        new LoginResult("", true, grant.id(), grant.provider(), email, grant.state(), null, false);
    return new HostedAuthResult(outcome, grant, null);
  }

  /** A login that ended without a grant, made for a test of the application's own code. */
  public static HostedAuthResult failure(String provider, ErrorCode error) {
    LoginResult outcome =
        new LoginResult("", false, null, provider, null, null, error.wire(), false);
    return new HostedAuthResult(outcome, null, error);
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
