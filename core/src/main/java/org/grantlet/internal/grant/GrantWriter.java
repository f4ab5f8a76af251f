package org.grantlet.internal.grant;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.concurrent.CompareAndSwap.Result;
import org.grantlet.internal.integration.Issuers;
import org.grantlet.internal.protocol.Identity;
import org.grantlet.store.AccountKey;
import org.grantlet.store.StoredGrant;
import org.grantlet.store.UnstorableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns authenticated accounts into grants. One account has one grant, even if several logins end
 * at the same time. Thread-safe.
 */
public final class GrantWriter {
  private static final Logger LOG = LoggerFactory.getLogger(GrantWriter.class);

  private final GrantTable table;
  private final ProviderDefinitions catalogue;
  private final GrantEventPublisher events;
  private final Issuers issuers;
  private final Clock clock;

  GrantWriter(
      GrantTable table, ProviderDefinitions catalogue, GrantEventPublisher events, Clock clock) {
    this.table = table;
    this.catalogue = catalogue;
    this.events = events;
    this.issuers = new Issuers(catalogue);
    this.clock = clock;
  }

  /**
   * Makes or updates the grant of an account; it is stored, and published, when this returns.
   *
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND} if the grant to authenticate again
   *     is gone, {@link ErrorCode#REAUTH_EMAIL_INVALID} if it is of another account
   */
  public Grant save(AuthenticatedAccount account) {
    try {
      return write(account);
    } catch (UnstorableException e) {
      LOG.error(
          "the account that {} described does not fit into the store; its tokens are saved without"
              + " that",
          account.integration().provider(),
          e);
      return write(bare(account));
    }
  }

  private Grant write(AuthenticatedAccount account) {
    while (true) {
      String id = account.grantId() == null ? find(account) : account.grantId();
      if (id == null) {
        StoredGrant made = create(account);
        if (table.insert(made)) {
          return publish(GrantEvent.Type.CREATED, made, account);
        }
        continue; // another one made it meanwhile
      }
      Result<StoredGrant> updated =
          table.update(id, current -> update(checked(current, account), account)).orElse(null);
      if (updated != null) {
        return publish(GrantEvent.Type.UPDATED, updated.value(), account);
      }
      if (account.grantId() != null) {
        throw GrantTable.notFound(account.grantId());
      }
    }
  }

  private Grant publish(GrantEvent.Type type, StoredGrant stored, AuthenticatedAccount account) {
    Grant grant = stored.grant();
    events.publish(type, grant, account.loginId());
    return grant;
  }

  /** Without what the provider added: the rest was checked when the login was requested. */
  private static AuthenticatedAccount bare(AuthenticatedAccount account) {
    Identity identity = account.identity();
    return new AuthenticatedAccount(
        account.integration(),
        new Identity(identity.issuer(), identity.subject(), null, null, Map.of()),
        account.reply(),
        account.integration().scope(),
        account.grantId(),
        account.accountId(),
        account.metadata(),
        account.settings(),
        Map.of(),
        account.state(),
        null,
        null,
        account.loginId());
  }

  private @Nullable String find(AuthenticatedAccount account) {
    String subject = account.identity().subject();
    if (subject == null) {
      return null;
    }
    String provider = account.integration().provider();
    String issuer = issuers.of(account.integration(), account.identity());
    StoredGrant found =
        table
            .store()
            .findByAccount(new AccountKey(provider, issuer, subject, account.accountId()))
            .orElse(null);
    if (found != null) {
      return found.id();
    }
    List<String> others =
        table.store().findBySubject(provider, subject).stream()
            .filter(grant -> Objects.equals(grant.grant().accountId(), account.accountId()))
            .filter(grant -> hasIssuer(grant, account))
            .map(StoredGrant::id)
            .toList();
    return others.size() == 1 ? others.get(0) : null;
  }

  /** A grant without an issuer belongs to the issuer that its integration still has. */
  private boolean hasIssuer(StoredGrant grant, AuthenticatedAccount account) {
    String issuer = grant.issuer();
    return issuer == null
        ? grant.grant().integrationId().equals(account.integration().id())
        : Issuers.match(
            issuer,
            issuers.of(account.integration(), account.identity()),
            issuers.of(account.integration()));
  }

  /**
   * Compares issuer and subject; a grant without a subject has nothing to compare. An email address
   * does not identify an account.
   */
  private StoredGrant checked(StoredGrant grant, AuthenticatedAccount account) {
    if (!grant.grant().provider().equals(account.integration().provider())) {
      throw GrantTable.notFound(grant.id());
    }
    String known = grant.grant().providerUserId();
    String subject = account.identity().subject();
    boolean same =
        hasIssuer(grant, account)
            && (known == null
                ? subject == null || isFree(grant, subject, account)
                : known.equals(subject));
    if (!same) {
      throw new GrantletException(
          ErrorCode.REAUTH_EMAIL_INVALID,
          "Another account than the grant's was authenticated; the grant is unchanged");
    }
    return grant;
  }

  private boolean isFree(StoredGrant grant, String subject, AuthenticatedAccount account) {
    return table.store().findBySubject(grant.grant().provider(), subject).stream()
        .filter(other -> Objects.equals(other.grant().accountId(), grant.grant().accountId()))
        .noneMatch(other -> hasIssuer(other, account));
  }

  private StoredGrant create(AuthenticatedAccount account) {
    Instant now = clock.instant();
    GrantTokens tokens = GrantTokens.of(account.reply(), null, now);
    Grant.Builder grant =
        Grant.builder(
                UUID.randomUUID().toString(),
                account.integration().provider(),
                account.integration().id())
            .accountId(account.accountId())
            .createdAt(now.truncatedTo(ChronoUnit.SECONDS))
            .settings(settings(Map.of(), account));
    return stored(grant, tokens, account, 1, issuers.of(account.integration(), account.identity()));
  }

  private StoredGrant update(StoredGrant current, AuthenticatedAccount account) {
    GrantTokens before = table.tokens(current);
    GrantTokens tokens = GrantTokens.of(account.reply(), before, clock.instant());
    String issuer = issuers.of(account.integration(), account.identity());
    String general = issuers.of(account.integration());
    String known = current.issuer();
    return stored(
        current.grant().toBuilder()
            .integrationId(account.integration().id())
            .settings(settings(current.grant().settings(), account)),
        tokens,
        account,
        current.version() + 1,
        known != null && issuer.equals(general) ? known : issuer);
  }

  private StoredGrant stored(
      Grant.Builder builder,
      GrantTokens tokens,
      AuthenticatedAccount account,
      long version,
      String issuer) {
    Identity identity = account.identity();
    builder
        .status(GrantStatus.VALID)
        .email(identity.email(), identity.emailVerified())
        .providerUserId(identity.subject())
        .scope(account.scope())
        .state(account.state())
        .browser(account.ip(), account.userAgent())
        .refreshable(tokens.isRefreshable(catalogue, account.integration().provider()))
        .updatedAt(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    if (account.metadata() != null) {
      builder.metadata(account.metadata());
    }
    Grant grant = builder.build();
    return new StoredGrant(
        grant, issuer, tokens.encrypt(table.encryption(), grant.id()), tokens.expiresAt(), version);
  }

  /** The settings of the request, if it has any, and the values captured from the provider. */
  private static Map<String, Object> settings(
      Map<String, Object> before, AuthenticatedAccount account) {
    Map<String, Object> settings =
        new LinkedHashMap<>(account.settings().isEmpty() ? before : account.settings());
    settings.putAll(account.captured());
    return settings;
  }
}
