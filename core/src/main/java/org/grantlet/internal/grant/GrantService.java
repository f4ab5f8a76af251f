package org.grantlet.internal.grant;

import static java.util.Objects.requireNonNull;
import static org.grantlet.GrantletException.requireValid;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.grantlet.AccessToken;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantQuery;
import org.grantlet.GrantSpec;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.Integration;
import org.grantlet.internal.concurrent.CompareAndSwap.Result;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.event.EventDraft;
import org.grantlet.internal.event.GrantEvents;
import org.grantlet.internal.grant.SharedReads.Held;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.json.Limits;
import org.grantlet.internal.protocol.Providers;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;

/** Reads and changes grants in a store, and calls their providers. Thread-safe. */
public final class GrantService implements Grants {
  private static final int PAGE = 100;

  /** A token that is refused sooner after it was issued was not refused for its age. */
  private static final Duration YOUNG = Duration.ofSeconds(10);

  private final GrantTable table;
  private final UninterruptedCalls calls;
  private final IntegrationService integrations;
  private final GrantEvents events;
  private final Clock clock;
  private final CapturedSettings captured;
  private final RefreshOutcomes outcomes;
  private final GrantWriter writer;
  private final TokenRefresher refresher;
  private final SharedReads reads = new SharedReads();
  private final RefreshTokenImport natives;
  private final TokenRevoker revocation;

  /** The alarm is how long a grant may fail to refresh before listeners hear of it. */
  public GrantService(
      GrantTable table,
      IntegrationService integrations,
      Providers providers,
      UninterruptedCalls calls,
      GrantEvents events,
      Clock clock,
      Duration refreshAlarm) {
    this.table = table;
    this.calls = calls;
    this.integrations = integrations;
    this.events = events;
    this.clock = clock;
    captured = new CapturedSettings(providers.catalog());
    outcomes = new RefreshOutcomes(table, clock, refreshAlarm);
    writer = new GrantWriter(table, providers.catalog(), outcomes, clock);
    revocation = new TokenRevoker(table, integrations, providers);
    refresher =
        new TokenRefresher(table, integrations, providers, calls, outcomes, revocation, clock);
    natives = new RefreshTokenImport(integrations, providers, writer);
  }

  public GrantWriter writer() {
    return writer;
  }

  @Override
  public Optional<Grant> find(String id) {
    return table.store().find(id).map(StoredGrant::grant);
  }

  @Override
  public Grant get(String id) {
    return table.get(id).grant();
  }

  @Override
  public List<Grant> list(GrantQuery query) {
    return table.store().list(query);
  }

  @Override
  public Map<String, Map<GrantStatus, Long>> summary() {
    return table.store().summary();
  }

  @Override
  public AccessToken accessToken(String id) {
    AccessTokenCache cache = table.cache();
    AccessToken known = cache.find(id, clock.millis());
    if (known != null) {
      return known;
    }
    long mark = cache.mark(id);
    Held held = cache.isKept() ? reads.read(id, mark, () -> read(id)) : read(id);
    if (held.tokens().isDue(clock.instant())) {
      mark = cache.mark(id);
      held = refreshed(held);
    }
    AccessToken token = held.accessToken();
    cache.put(id, mark, token, held.tokens().dueAt(), clock.instant());
    return token;
  }

  private Held read(String id) {
    return table.open(table.valid(id));
  }

  /** While the old token works, a failed refresh is no failure, unless the grant has ended. */
  private Held refreshed(Held held) {
    try {
      return refresher.refresh(held);
    } catch (GrantletException e) {
      if (e.code() == ErrorCode.REFRESH_TOKEN_INVALID
          || e.code() == ErrorCode.GRANT_NOT_FOUND
          || held.tokens().isExpired(clock.instant())) {
        throw e;
      }
      return held;
    }
  }

  /**
   * What to send after an API refused a token: the grant's next one, which is got now unless it is
   * there already.
   *
   * @return the same token if there is nothing to refresh it with; empty if it is too young to be
   *     refused for its age
   * @throws GrantletException as {@link #refresh}
   */
  public Optional<AccessToken> afterRefusal(String id, AccessToken refused) {
    Held held = read(id);
    if (held.tokens().accessToken().equals(refused.secret())) {
      if (clock.instant().isBefore(held.tokens().obtainedAt().plus(YOUNG))) {
        return Optional.empty();
      }
      held = refresher.replace(id, refused.secret());
    }
    return Optional.of(held.accessToken());
  }

  /**
   * Ends a grant whose token the provider refuses, unless it has another one by now.
   *
   * @param said what the provider answered
   */
  public void end(String id, AccessToken refused, @Nullable Map<String, Object> said) {
    outcomes.refused(id, refused.secret(), said);
  }

  @Override
  public Grant refresh(String id) {
    return refresher.refresh(id).stored().grant();
  }

  @Override
  public Grant create(String provider, GrantSpec spec) {
    Integration integration = integrations.get(provider);
    return calls.run(() -> natives.authenticate(integration, spec, null));
  }

  @Override
  public Grant update(String id, GrantSpec spec) {
    if (spec.refreshToken() != null) {
      Grant before = get(id);
      Integration integration = integrations.get(before.provider());
      captured.checkUnchanged(before, spec.extras());
      return calls.run(() -> natives.authenticate(integration, spec, before));
    }
    return table
        .update(
            id,
            current -> changed(current, spec),
            (before, after) -> List.of(EventDraft.of(GrantEvent.Type.UPDATED)))
        .orElseThrow(() -> GrantTable.notFound(id))
        .value()
        .grant();
  }

  private StoredGrant changed(StoredGrant stored, GrantSpec spec) {
    Grant before = stored.grant();
    captured.checkUnchanged(before, spec.extras());
    captured.checkSameServer(before, spec.extras());
    Grant after =
        before.toBuilder()
            .scope(Objects.requireNonNullElse(spec.scope(), before.scope()))
            .metadata(Objects.requireNonNullElse(spec.metadata(), before.metadata()))
            .settings(RefreshTokenImport.merge(before.settings(), spec.extras()))
            .build();
    return after.equals(before)
        ? stored
        : stored.next(
            after.toBuilder().updatedAt(clock.instant().truncatedTo(ChronoUnit.SECONDS)).build());
  }

  @Override
  public Deletion delete(String id) {
    return revocation.revoke(
        table
            .delete(id, EventDraft.of(GrantEvent.Type.DELETED))
            .orElseThrow(() -> GrantTable.notFound(id)));
  }

  @Override
  public Map<String, Deletion> deleteAll(String accountId) {
    requireNonNull(accountId, "accountId"); // a query without one is for all accounts
    requireValid("account_id", Limits.text(accountId, 1, 256));
    EventDraft draft = new EventDraft(GrantEvent.Type.DELETED, null, true);
    GrantQuery query = GrantQuery.builder().accountId(accountId).limit(PAGE).build();
    Map<String, Deletion> deletions = new LinkedHashMap<>();
    for (List<Grant> page = list(query); !page.isEmpty(); page = list(query)) {
      for (Grant grant : page) {
        table
            .delete(grant.id(), draft)
            .ifPresent(deleted -> deletions.put(grant.id(), revocation.revoke(deleted)));
      }
    }
    events.forget(accountId);
    return deletions;
  }

  /** Encrypts the tokens again that are not under the newest key; returns how many. */
  public int reencrypt() {
    int count = 0;
    List<StoredGrant> page = table.store().scan("", PAGE);
    while (!page.isEmpty()) {
      for (StoredGrant listed : page) {
        if (table.update(listed.id(), this::reencrypted).filter(Result::changed).isPresent()) {
          count++;
        }
      }
      page = table.store().scan(page.get(page.size() - 1).id(), PAGE);
    }
    return count;
  }

  /** Decrypts the tokens of a grant, if there is one; throws if its key is missing. */
  public void tryKeys() {
    table.store().scan("", 1).forEach(table::tokens);
  }

  private StoredGrant reencrypted(StoredGrant grant) {
    Encryption encryption = table.encryption();
    return encryption.usesNewestKey(grant.encryptedTokens())
        ? grant
        : grant.next(
            grant.grant(), table.tokens(grant).encrypt(encryption, grant.id()), grant.expiresAt());
  }
}
