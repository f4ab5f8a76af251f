package org.grantlet.internal.grant;

import java.util.List;
import java.util.Map;
import org.grantlet.Integration;
import org.grantlet.internal.protocol.Identity;
import org.grantlet.internal.protocol.TokenResponse;
import org.jspecify.annotations.Nullable;

/**
 * An account that has authenticated and has no grant for it yet.
 *
 * @param integration the integration
 * @param identity who it is
 * @param reply its tokens
 * @param scope the granted scopes
 * @param grantId the grant that was to be authenticated again
 * @param accountId the application's own account id
 * @param metadata replaces a grant's metadata if given
 * @param settings provider-specific extras
 * @param kept what the settings keep of what the provider said
 * @param state the state of the request
 * @param ip the browser's address
 * @param userAgent the browser
 * @param loginId the login URL that led here
 */
public record AuthenticatedAccount(
    Integration integration,
    Identity identity,
    TokenResponse reply,
    List<String> scope,
    @Nullable String grantId,
    @Nullable String accountId,
    @Nullable Map<String, Object> metadata,
    Map<String, Object> settings,
    Map<String, String> kept,
    @Nullable String state,
    @Nullable String ip,
    @Nullable String userAgent,
    @Nullable String loginId) {}
