package org.grantlet.grants;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.crypto.Vault;
import org.grantlet.provider.Identity;
import org.grantlet.store.AccountKey;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;

/**
 * Turns authenticated accounts into grants: one account has one grant, whoever comes at the same
 * time. Thread-safe.
 */
public final class GrantWriter {
  private final GrantStore store;
  private final Vault vault;
  private final Events events;
  private final Clock clock;

  /** Writes to a store. */
  public GrantWriter(GrantStore store, Vault vault, Events events, Clock clock) {
    this.store = store;
    this.vault = vault;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Makes or updates the grant of an account; it is durable, and told of, when this returns.
   *
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND} if the grant to authenticate again
   *     is gone, {@link ErrorCode#REAUTH_EMAIL_INVALID} if it is of another account
   */
  public Grant save(AuthenticatedAccount account) {
    while (true) {
      StoredGrant current = current(account);
      StoredGrant next = current == null ? create(account) : update(current, account);
      if (current == null ? store.insert(next) : store.replace(next)) {
        events.tell(
            current == null ? GrantEvent.Type.CREATED : GrantEvent.Type.UPDATED,
            next.grant(),
            account.loginId());
        return next.grant();
      }
    }
  }

  private @Nullable StoredGrant current(AuthenticatedAccount account) {
    Identity identity = account.identity();
    String provider = account.integration().provider();
    if (account.grantId() != null) {
      StoredGrant grant =
          store
              .find(account.grantId())
              .filter(found -> found.grant().provider().equals(provider))
              .orElseThrow(() -> Grants.notFound(account.grantId()));
      if (!isSameAccount(grant, identity)) {
        throw new GrantletException(
            ErrorCode.REAUTH_EMAIL_INVALID,
            "Another account was authenticated than the grant's; the grant is as it was");
      }
      return grant;
    }
    return identity.subject() == null
        ? null
        : store
            .findByAccount(new AccountKey(provider, identity.subject(), account.accountId()))
            .orElse(null);
  }

  /** By subject, by email where the provider tells no subject. */
  private boolean isSameAccount(StoredGrant grant, Identity identity) {
    String known = grant.grant().providerUserId();
    if (known != null) {
      return known.equals(identity.subject());
    }
    String subject = identity.subject();
    if (subject != null) {
      AccountKey account =
          new AccountKey(grant.grant().provider(), subject, grant.grant().accountId());
      return store.findByAccount(account).isEmpty();
    }
    String email = grant.grant().email();
    return email == null || email.equals(identity.email());
  }

  private StoredGrant create(AuthenticatedAccount account) {
    String id = UUID.randomUUID().toString();
    Instant now = clock.instant();
    Tokens tokens = Tokens.of(account.reply(), null, now);
    Grant grant =
        new Grant(
            id,
            account.integration().provider(),
            account.integration().id(),
            GrantStatus.VALID,
            account.identity().email(),
            account.accountId(),
            account.identity().subject(),
            account.scope(),
            Objects.requireNonNullElse(account.metadata(), Map.of()),
            settings(Map.of(), account),
            account.state(),
            account.ip(),
            account.userAgent(),
            now.truncatedTo(ChronoUnit.SECONDS),
            now.truncatedTo(ChronoUnit.SECONDS));
    return new StoredGrant(grant, tokens.seal(vault, id), tokens.expiresAt(), 1);
  }

  /** Those of the request, if it has any, and what the provider said. */
  private static Map<String, Object> settings(
      Map<String, Object> before, AuthenticatedAccount account) {
    Map<String, Object> settings =
        new LinkedHashMap<>(account.settings().isEmpty() ? before : account.settings());
    settings.putAll(account.kept());
    return settings;
  }

  private StoredGrant update(StoredGrant current, AuthenticatedAccount account) {
    Instant now = clock.instant();
    Tokens before = Tokens.open(vault, current.sealedTokens(), current.id());
    Tokens tokens = Tokens.of(account.reply(), before, now);
    Grant grant =
        current.grant().toBuilder()
            .integrationId(account.integration().id())
            .status(GrantStatus.VALID)
            .email(account.identity().email())
            .providerUserId(account.identity().subject())
            .scope(account.scope())
            .metadata(Objects.requireNonNullElse(account.metadata(), current.grant().metadata()))
            .settings(settings(current.grant().settings(), account))
            .state(account.state())
            .browser(account.ip(), account.userAgent())
            .updatedAt(now.truncatedTo(ChronoUnit.SECONDS))
            .build();
    return current.next(grant, tokens.seal(vault, current.id()), tokens.expiresAt());
  }
}
