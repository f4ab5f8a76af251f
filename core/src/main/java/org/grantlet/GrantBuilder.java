package org.grantlet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Grant}, or a changed copy of one. Not thread-safe. */
public final class GrantBuilder {
  private final Grant base;
  private String integrationId;
  private GrantStatus status;
  private @Nullable String email;
  private @Nullable Boolean emailVerified;
  private @Nullable String accountId;
  private @Nullable String providerUserId;
  private List<String> scope;
  private Map<String, Object> metadata;
  private Map<String, Object> settings;
  private @Nullable String state;
  private @Nullable String ip;
  private @Nullable String userAgent;
  private Instant createdAt;
  private Instant updatedAt;
  private boolean refreshable;

  GrantBuilder(Grant base) {
    this.base = base;
    integrationId = base.integrationId();
    status = base.status();
    email = base.email();
    emailVerified = base.emailVerified();
    accountId = base.accountId();
    providerUserId = base.providerUserId();
    scope = base.scope();
    metadata = base.metadata();
    settings = base.settings();
    state = base.state();
    ip = base.ip();
    userAgent = base.userAgent();
    createdAt = base.createdAt();
    updatedAt = base.updatedAt();
    refreshable = base.refreshable();
  }

  /** The integration that authenticated the account. */
  public GrantBuilder integrationId(String value) {
    integrationId = value;
    return this;
  }

  /** Whether the grant can be used. */
  public GrantBuilder status(GrantStatus value) {
    status = value;
    return this;
  }

  /**
   * The account's email address.
   *
   * @param value null leaves the one that is known, and what is known of it
   * @param verified whether the provider says that it is the account's own; null if it does not say
   */
  public GrantBuilder email(@Nullable String value, @Nullable Boolean verified) {
    if (value != null) {
      email = value;
      emailVerified = verified;
    }
    return this;
  }

  /** The application's own id of the account's owner. */
  public GrantBuilder accountId(@Nullable String value) {
    accountId = value;
    return this;
  }

  /** The provider's id of the account; null leaves the one that is known. */
  public GrantBuilder providerUserId(@Nullable String value) {
    providerUserId = value == null ? providerUserId : value;
    return this;
  }

  /** The granted scopes. */
  public GrantBuilder scope(List<String> value) {
    scope = value;
    return this;
  }

  /** The application's own data. */
  public GrantBuilder metadata(Map<String, Object> value) {
    metadata = value;
    return this;
  }

  /** Provider-specific extras. */
  public GrantBuilder settings(Map<String, Object> value) {
    settings = value;
    return this;
  }

  /** The state of the hosted auth request. */
  public GrantBuilder state(@Nullable String value) {
    state = value;
    return this;
  }

  /** The browser that authenticated. */
  public GrantBuilder browser(@Nullable String ipAddress, @Nullable String agent) {
    ip = ipAddress;
    userAgent = agent;
    return this;
  }

  /** When the grant was made, so changed for the last time too. */
  public GrantBuilder createdAt(Instant value) {
    createdAt = value;
    return updatedAt(value);
  }

  /** When the grant was changed. */
  public GrantBuilder updatedAt(Instant value) {
    updatedAt = value;
    return this;
  }

  /** Whether there is anything to refresh the access token with. */
  public GrantBuilder refreshable(boolean value) {
    refreshable = value;
    return this;
  }

  /** The grant. */
  public Grant build() {
    return new Grant(
        base.id(),
        base.provider(),
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
        refreshable);
  }
}
