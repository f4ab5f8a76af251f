package org.grantlet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated account of an end user at a provider. Holds no token; {@code
 * Grants.accessToken(id)} gives one. Immutable.
 *
 * @param id a UUID
 * @param provider the name of the integration's provider
 * @param integrationId the integration that made it; when that is deleted the grant stays readable
 *     and can no longer be refreshed
 * @param status whether it can be used
 * @param email the account's email address, if the provider and the scopes allowed to learn it; an
 *     address is not an identity, and may be another person's where {@code emailVerified} is not
 *     true
 * @param emailVerified whether the provider says that the address is the account's own; null where
 *     it does not say
 * @param accountId the application's own id of the account's owner
 * @param providerUserId the provider's id of the account: the {@code sub} of OpenID Connect
 * @param scope the scopes that the provider granted
 * @param metadata the application's own data
 * @param settings provider-specific extras of the hosted auth request
 * @param state the state of the hosted auth request
 * @param ip address of the browser that authenticated
 * @param userAgent user agent of the browser that authenticated
 * @param createdAt when it was made
 * @param updatedAt when it was last changed, refreshes included
 * @param refreshable whether there is anything to refresh its access token with
 */
public record Grant(
    String id,
    String provider,
    String integrationId,
    GrantStatus status,
    @Nullable String email,
    @Nullable Boolean emailVerified,
    @Nullable String accountId,
    @Nullable String providerUserId,
    List<String> scope,
    Map<String, Object> metadata,
    Map<String, Object> settings,
    @Nullable String state,
    @Nullable String ip,
    @Nullable String userAgent,
    Instant createdAt,
    Instant updatedAt,
    boolean refreshable) {

  /** Copies the collections. */
  public Grant {
    scope = List.copyOf(scope);
    metadata = Values.freeze(metadata);
    settings = Values.freeze(settings);
  }

  /** A builder of a valid grant without anything else; both times are 1970. */
  public static GrantBuilder builder(String id, String provider, String integrationId) {
    return new GrantBuilder(
        new Grant(
            id,
            provider,
            integrationId,
            GrantStatus.VALID,
            null,
            null,
            null,
            null,
            List.of(),
            Map.of(),
            Map.of(),
            null,
            null,
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            true));
  }

  /** A builder that starts as a copy of this grant. */
  public GrantBuilder toBuilder() {
    return new GrantBuilder(this);
  }
}
