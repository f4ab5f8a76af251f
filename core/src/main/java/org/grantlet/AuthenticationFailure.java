package org.grantlet;

import org.jspecify.annotations.Nullable;

/**
 * A flow that ended without a grant.
 *
 * @param error why
 * @param provider the integration's provider, where the flow got far enough to know it
 * @param loginId the id of the (spent) login URL, where the flow got far enough to know it
 * @param accountId the account id of the request
 * @param message what happened; may quote the provider, so escape it where it is shown
 */
public record AuthenticationFailure(
    ErrorCode error,
    @Nullable String provider,
    @Nullable String loginId,
    @Nullable String accountId,
    String message) {}
