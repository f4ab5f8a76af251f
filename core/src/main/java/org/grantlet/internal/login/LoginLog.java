package org.grantlet.internal.login;

import java.util.HexFormat;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.text.Reason;
import org.grantlet.internal.text.Sha256;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What the log says of logins: one line when one begins, and one when it ends. The lines of one
 * login have the same mark, a hash, since its id is a secret; and the id of the request, which is
 * the reference on our pages. Thread-safe.
 */
record LoginLog(ProviderDefinitions catalog) {
  private static final Logger LOG = LoggerFactory.getLogger(LoginLog.class);

  /** The MDC key of our requests; docs/adr/0004. */
  private static final String REQUEST_ID = "request_id";

  /** The browser is being sent to the provider, for the first time. */
  void began(String loginId, HostedAuthRequest request) {
    LOG.info("login with {} began ({})", request.provider(), mark(loginId));
  }

  void finished(String loginId, Grant grant) {
    LOG.info("login with {} finished: grant {} ({})", grant.provider(), grant.id(), mark(loginId));
  }

  /** A failure that the application learns by the redirect; what is thrown is logged elsewhere. */
  void failed(
      String loginId,
      HostedAuthRequest request,
      @Nullable String callback,
      GrantletException failure) {
    String providers = String.join(", ", request.providers());
    String code = failure.code().wire();
    String said = Reason.masked(String.valueOf(failure.getMessage()));
    if (failure.code() == ErrorCode.INTERNAL_ERROR) {
      LOG.error(
          "login with {} failed: {}: {} ({})",
          providers,
          code,
          said,
          mark(loginId),
          failure.getCause() == null ? null : Reason.loggable(failure.getCause()));
      return;
    }
    String mend = Mend.of(failure, providers, callback) + documentation(request, failure);
    if (failure.code() == ErrorCode.ACCESS_DENIED
        || failure.code() == ErrorCode.REAUTH_EMAIL_INVALID) { // a user's decision
      LOG.info("login with {} failed: {}: {}. {} ({})", providers, code, said, mend, mark(loginId));
    } else {
      LOG.warn("login with {} failed: {}: {}. {} ({})", providers, code, said, mend, mark(loginId));
    }
  }

  /** The vendor's page, where the vendor has answered with an error. */
  private String documentation(HostedAuthRequest request, GrantletException failure) {
    return failure.providerError() == null || request.isChoice()
        ? ""
        : catalog
            .find(request.provider())
            .flatMap(entry -> Optional.ofNullable(entry.guide().documentation()))
            .map(page -> ". See " + page)
            .orElse("");
  }

  private static String mark(String loginId) {
    String request = MDC.get(REQUEST_ID);
    return "login "
        + HexFormat.of().toHexDigits(Sha256.of("log|" + loginId).hashCode())
        + (request == null ? "" : ", request " + Reason.clean(request));
  }
}
