package org.grantlet.internal.grant;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
import org.grantlet.Integration;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.concurrent.CompareAndSwap.Result;
import org.grantlet.internal.event.EventDraft;
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
  private final ProviderDefinitions catalog;
  private final RefreshOutcomes outcomes;
  private final CapturedSettings captured;
  private final Issuers issuers;
  private final Clock clock;

  GrantWriter(
      GrantTable table, ProviderDefinitions catalog, RefreshOutcomes outcomes, Clock clock) {
    this.table = table;
    this.catalog = catalog;
    this.outcomes = outcomes;
    this.captured = new CapturedSettings(catalog);
    this.issuers = new Issuers(catalog);
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
      return write(account, true);
    } catch (UnstorableException e) {
      LOG.error(
          "the account that {} described does not fit into the store; its tokens are saved without"
              + " that",
          account.integration().provider(),
          e);
      return write(account, false);
    }
  }

  /** Writes a grant; not whole: without what the provider added to the request. */
  private Grant write(AuthenticatedAccount account, boolean whole) {
    while (true) {
      String id = account.grantId() == null ? find(account) : account.grantId();
      if (id == null) {
        StoredGrant made = next(null, account, whole);
        if (table.insert(made, EventDraft.of(GrantEvent.Type.CREATED, account.loginId()))) {
          return made.grant();
        }
        continue; // another one made it meanwhile
      }
      Result<StoredGrant> updated =
          table
              .update(
                  id,
                  current -> next(checked(current, account), account, whole),
                  (before, after) ->
                      outcomes.worked(
                          before, EventDraft.of(GrantEvent.Type.UPDATED, account.loginId())))
              .orElse(null);
      if (updated != null) {
        return updated.value().grant();
      }
      if (account.grantId() != null) {
        throw GrantTable.notFound(account.grantId());
      }
    }
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
    List<StoredGrant> others = others(subject, account.accountId(), account);
    return others.size() == 1 ? others.get(0).id() : null;
  }

  /** Grants of the account's subject for an account of the application. */
  private List<StoredGrant> others(
      String subject, @Nullable String accountId, AuthenticatedAccount account) {
    List<StoredGrant> others = new ArrayList<>();
    for (StoredGrant grant :
        table.store().findBySubject(account.integration().provider(), subject)) {
      if (Objects.equals(grant.grant().accountId(), accountId) && hasIssuer(grant, account)) {
        others.add(grant);
      }
    }
    return others;
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
                ? subject == null || others(subject, grant.grant().accountId(), account).isEmpty()
                : known.equals(subject));
    if (!same) {
      throw new GrantletException(
          ErrorCode.REAUTH_EMAIL_INVALID,
          "Another account than the grant's was authenticated; the grant is unchanged");
    }
    return grant;
  }

  private StoredGrant next(
      @Nullable StoredGrant current, AuthenticatedAccount account, boolean whole) {
    Integration integration = account.integration();
    Identity identity = account.identity();
    Instant now = clock.instant();
    GrantTokens tokens = tokens(current, account, now);
    Grant.Builder builder =
        current == null
            ? Grant.builder(UUID.randomUUID().toString(), integration.provider(), integration.id())
                .accountId(account.accountId())
                .createdAt(now.truncatedTo(ChronoUnit.SECONDS))
            : current.grant().toBuilder().integrationId(integration.id());
    Map<String, Object> settings = settings(current, account);
    if (whole) {
      settings.putAll(account.captured());
      builder
          .email(identity.email(), identity.emailVerified())
          .browser(account.ip(), account.userAgent());
    } else {
      builder.email(null, null).browser(null, null);
    }
    if (account.metadata() != null) {
      builder.metadata(account.metadata());
    }
    Grant grant =
        builder
            .status(GrantStatus.VALID)
            .reason(null)
            .lastRefreshAt(now.truncatedTo(ChronoUnit.SECONDS))
            .lastRefreshError(null)
            .providerUserId(identity.subject())
            .scope(whole ? account.scope() : integration.scope())
            .settings(settings)
            .state(account.state())
            .refreshable(tokens.isRefreshable(catalog, integration.provider()))
            .updatedAt(now.truncatedTo(ChronoUnit.SECONDS))
            .build();
    return new StoredGrant(
        grant,
        issuer(current, account),
        tokens.encrypt(table.encryption(), grant.id()),
        tokens.expiresAt(),
        current == null ? 1 : current.version() + 1);
  }

  /** Those of the request, else the grant's; without what the provider alone may say. */
  private Map<String, Object> settings(
      @Nullable StoredGrant current, AuthenticatedAccount account) {
    Map<String, Object> settings =
        new LinkedHashMap<>(
            current == null || !account.settings().isEmpty()
                ? account.settings()
                : current.grant().settings());
    captured.keep(
        account.integration().provider(),
        settings,
        current == null ? null : current.grant(),
        account.loginId() == null);
    return settings;
  }

  private GrantTokens tokens(
      @Nullable StoredGrant current, AuthenticatedAccount account, Instant now) {
    return GrantTokens.of(
        account.response(), () -> current == null ? null : table.tokens(current), now);
  }

  /** The issuer of the account; a known one stays if the integration gives only the template. */
  private String issuer(@Nullable StoredGrant current, AuthenticatedAccount account) {
    String issuer = issuers.of(account.integration(), account.identity());
    String known = current == null ? null : current.issuer();
    return known != null && issuer.equals(issuers.of(account.integration())) ? known : issuer;
  }
}
