package org.grantlet;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
 * @param updatedAt when it was last changed, refreshes included, failed ones not
 * @param refreshable whether there is anything to refresh its access token with
 * @param reason why it is invalid; null while it is valid
 * @param lastRefreshAt when the provider last gave tokens, at a refresh or a login; null if an
 *     earlier version of Grantlet did not store it
 * @param lastRefreshError how refreshing fails now, or how it ended; null if the last refresh
 *     worked
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
    boolean refreshable,
    @Nullable Reason reason,
    @Nullable Instant lastRefreshAt,
    @Nullable RefreshError lastRefreshError) {

  /** Why only authenticating again helps, as far as the provider says. */
  public enum Reason {
    /** The user, an administrator or the provider took the access away. */
    REVOKED,
    /** The tokens have ended: by their age, or because they were not used. */
    EXPIRED,
    /** The user has to sign in again: a second factor, a policy, a consent. */
    INTERACTION_REQUIRED,
    /** The provider wants scopes that the grant does not have. */
    SCOPES,
    /** The client may not act for the account. A client secret that has expired ends no grant. */
    CLIENT,
    /** The provider does not say. */
    UNKNOWN;

    /** The string on the wire: the name in lower case. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Refreshes that failed, one after the other. It is stored after the first one and then at
   * growing intervals, so {@code at} and {@code count} may be behind. Immutable.
   *
   * @param at when it was last stored
   * @param since when the first one failed
   * @param error the wire string of an {@link ErrorCode}
   * @param providerError what the provider said, shortened and without tokens and secrets: {@code
   *     error} and, if there was one, {@code error_description}; null if it said nothing
   * @param count how many failed, at least
   */
  public record RefreshError(
      Instant at,
      Instant since,
      String error,
      @Nullable Map<String, Object> providerError,
      int count) {
    /** Copies the map. */
    public RefreshError {
      providerError = providerError == null ? null : Values.freeze(providerError);
    }
  }

  /** Copies the collections. */
  public Grant {
    scope = List.copyOf(scope);
    metadata = Values.freeze(metadata);
    settings = Values.freeze(settings);
  }

  /** A builder of a valid grant without anything else; both times are 1970. */
  public static Builder builder(String id, String provider, String integrationId) {
    return new Builder(id, provider, integrationId);
  }

  /** A builder that starts as a copy of this grant. */
  public Builder toBuilder() {
    return builder(id, provider, integrationId)
        .status(status)
        .email(email, emailVerified)
        .accountId(accountId)
        .providerUserId(providerUserId)
        .scope(scope)
        .metadata(metadata)
        .settings(settings)
        .state(state)
        .browser(ip, userAgent)
        .createdAt(createdAt)
        .updatedAt(updatedAt)
        .refreshable(refreshable)
        .reason(reason)
        .lastRefreshAt(lastRefreshAt)
        .lastRefreshError(lastRefreshError);
  }

  /** Makes a {@link Grant}, or a changed copy of one. Not thread-safe. */
  public static final class Builder {
    private final String id;
    private final String provider;
    private String integrationId;
    private GrantStatus status = GrantStatus.VALID;
    private @Nullable String email;
    private @Nullable Boolean emailVerified;
    private @Nullable String accountId;
    private @Nullable String providerUserId;
    private List<String> scope = List.of();
    private Map<String, Object> metadata = Map.of();
    private Map<String, Object> settings = Map.of();
    private @Nullable String state;
    private @Nullable String ip;
    private @Nullable String userAgent;
    private Instant createdAt = Instant.EPOCH;
    private Instant updatedAt = Instant.EPOCH;
    private boolean refreshable = true;
    private @Nullable Reason reason;
    private @Nullable Instant lastRefreshAt;
    private @Nullable RefreshError lastRefreshError;

    private Builder(String id, String provider, String integrationId) {
      this.id = requireNonNull(id, "id");
      this.provider = requireNonNull(provider, "provider");
      this.integrationId = requireNonNull(integrationId, "integrationId");
    }

    /** The integration that authenticated the account. */
    public Builder integrationId(String value) {
      integrationId = requireNonNull(value, "integrationId");
      return this;
    }

    /** Whether the grant can be used. */
    public Builder status(GrantStatus value) {
      status = requireNonNull(value, "status");
      return this;
    }

    /**
     * The account's email address.
     *
     * @param value null leaves the one that is known, and what is known of it
     * @param verified whether the provider says that it is the account's own; null if it does not
     *     say
     */
    public Builder email(@Nullable String value, @Nullable Boolean verified) {
      if (value != null) {
        email = value;
        emailVerified = verified;
      }
      return this;
    }

    /** The application's own id of the account's owner. */
    public Builder accountId(@Nullable String value) {
      accountId = value;
      return this;
    }

    /** The provider's id of the account; null leaves the one that is known. */
    public Builder providerUserId(@Nullable String value) {
      providerUserId = value == null ? providerUserId : value;
      return this;
    }

    /** The granted scopes. */
    public Builder scope(List<String> value) {
      scope = requireNonNull(value, "scope");
      return this;
    }

    /** The application's own data. */
    public Builder metadata(Map<String, Object> value) {
      metadata = requireNonNull(value, "metadata");
      return this;
    }

    /** Provider-specific extras. */
    public Builder settings(Map<String, Object> value) {
      settings = requireNonNull(value, "settings");
      return this;
    }

    /** The state of the hosted auth request. */
    public Builder state(@Nullable String value) {
      state = value;
      return this;
    }

    /** The browser that authenticated. */
    public Builder browser(@Nullable String ipAddress, @Nullable String agent) {
      ip = ipAddress;
      userAgent = agent;
      return this;
    }

    /** When the grant was made, so changed for the last time too. */
    public Builder createdAt(Instant value) {
      createdAt = requireNonNull(value, "createdAt");
      return updatedAt(value);
    }

    /** When the grant was changed. */
    public Builder updatedAt(Instant value) {
      updatedAt = requireNonNull(value, "updatedAt");
      return this;
    }

    /** Whether there is anything to refresh the access token with. */
    public Builder refreshable(boolean value) {
      refreshable = value;
      return this;
    }

    /** Why it is invalid; null for a valid one. */
    public Builder reason(@Nullable Reason value) {
      reason = value;
      return this;
    }

    /** When the provider last gave tokens. */
    public Builder lastRefreshAt(@Nullable Instant value) {
      lastRefreshAt = value;
      return this;
    }

    /** How refreshing fails, or how it ended; null if it works. */
    public Builder lastRefreshError(@Nullable RefreshError value) {
      lastRefreshError = value;
      return this;
    }

    /** The grant. */
    public Grant build() {
      return new Grant(
          id,
          provider,
          integrationId,
          status,
          email,
          emailVerified,
          accountId,
          providerUserId,
          scope,
          metadata,
          settings,
          state,
          ip,
          userAgent,
          createdAt,
          updatedAt,
          refreshable,
          reason,
          lastRefreshAt,
          lastRefreshError);
    }
  }
}
