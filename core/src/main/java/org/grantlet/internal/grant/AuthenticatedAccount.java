package org.grantlet.internal.grant;

import java.util.List;
import java.util.Map;
import org.grantlet.Integration;
import org.grantlet.internal.protocol.Identity;
import org.grantlet.internal.protocol.TokenResponse;
import org.jspecify.annotations.Nullable;

/**
 * An account that has authenticated, from which a grant is to be made.
 *
 * @param integration the integration
 * @param identity who it is
 * @param response its tokens
 * @param scope the granted scopes
 * @param grantId the grant that was to be authenticated again
 * @param accountId the application's own account id
 * @param metadata replaces a grant's metadata if given
 * @param settings provider-specific extras
 * @param captured values of the provider that the settings take up
 * @param state the state of the request
 * @param ip the browser's address
 * @param userAgent the browser
 * @param loginId the login URL that led here
 */
public record AuthenticatedAccount(
    Integration integration,
    Identity identity,
    TokenResponse response,
    List<String> scope,
    @Nullable String grantId,
    @Nullable String accountId,
    @Nullable Map<String, Object> metadata,
    Map<String, Object> settings,
    Map<String, String> captured,
    @Nullable String state,
    @Nullable String ip,
    @Nullable String userAgent,
    @Nullable String loginId) {}
