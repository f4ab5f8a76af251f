package org.grantlet;

import org.jspecify.annotations.Nullable;

/**
 * A login that ended without a grant.
 *
 * @param error why
 * @param provider the integration's provider, if it was known by then
 * @param loginId the id of the login URL, which no longer works
 * @param accountId the account id of the request
 * @param message what happened; may quote the provider, so escape it where it is shown
 */
public record AuthenticationFailure(
    ErrorCode error,
    @Nullable String provider,
    @Nullable String loginId,
    @Nullable String accountId,
    String message) {}
