package org.grantlet.grants;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
import org.grantlet.Integration;
import org.grantlet.crypto.Vault;
import org.grantlet.provider.Providers;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;

/**
 * The grants of the application. Thread-safe.
 *
 * <p>Calls that may ask a provider ({@link #accessToken} of a token that is due, {@link #refresh},
 * {@link #create}, {@link #update} with a refresh token, {@link #delete}) take at most a few times
 * {@code grantlet.provider-timeout}; all others ask the store alone.
 */
public final class Grants {
  private static final int PAGE = 100;

  private final GrantStore store;
  private final GrantTable table;
  private final TokenCache tokens;
  private final ProviderCalls calls;
  private final Integrations integrations;
  private final Vault vault;
  private final Events events;
  private final Clock clock;
  private final GrantWriter writer;
  private final TokenRefresher refresher;
  private final NativeAuthentication natives;
  private final Revocation revocation;

  /**
   * Grants in a store.
   *
   * @param calls runs what may not be interrupted; closed by its owner
   * @param staleness how long {@link #accessToken} may answer from memory without asking the store
   */
  public Grants(
      GrantStore store,
      Integrations integrations,
      Providers providers,
      ProviderCalls calls,
      Vault vault,
      Events events,
      Clock clock,
      Duration staleness) {
    this.store = store;
    this.calls = calls;
    this.integrations = integrations;
    this.vault = vault;
    this.events = events;
    this.clock = clock;
    tokens = new TokenCache(staleness);
    table = new GrantTable(store, tokens);
    writer = new GrantWriter(store, table, vault, events, providers.catalogue(), clock);
    refresher =
        new TokenRefresher(store, table, calls, integrations, providers, vault, events, clock);
    natives = new NativeAuthentication(integrations, providers, writer);
    revocation = new Revocation(store, integrations, providers, vault);
  }

  /** Makes grants of accounts that authenticated. */
  public GrantWriter writer() {
    return writer;
  }

  /** A grant by its id. */
  public Optional<Grant> find(String id) {
    return store.find(id).map(StoredGrant::grant);
  }

  /**
   * A grant by its id.
   *
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND}
   */
  public Grant get(String id) {
    return stored(id).grant();
  }

  /** The grants that match, in the query's order. */
  public List<Grant> list(GrantQuery query) {
    return store.list(query);
  }

  /**
   * An access token that works for at least another 60 seconds, refreshed if it has to be; less
   * only while the provider fails, or where its tokens live shorter than that. A token that was
   * revoked or replaced at the same moment or on another node may be given for the staleness bound,
   * 5 seconds unless configured otherwise.
   *
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND}, {@link
   *     ErrorCode#REFRESH_TOKEN_INVALID} if the account has to be authenticated again, {@link
   *     ErrorCode#PROVIDER_ERROR} if the provider fails and the old token has ended
   */
  public AccessToken accessToken(String id) {
    AccessToken known = tokens.find(id, clock.instant());
    if (known != null) {
      return known;
    }
    long mark = tokens.mark(id);
    StoredGrant stored = stored(id);
    if (stored.grant().status() == GrantStatus.INVALID) {
      throw invalid(id);
    }
    Tokens held = Tokens.open(vault, stored.sealedTokens(), id);
    if (held.isDue(clock.instant())) {
      mark = tokens.mark(id);
      stored = refreshed(stored, held);
      held = Tokens.open(vault, stored.sealedTokens(), id);
    }
    AccessToken token = held.toAccessToken(stored.grant().scope());
    tokens.put(id, mark, token, held.dueAt(), clock.instant());
    return token;
  }

  /** While the old token lasts, a refresh that fails is no failure, unless the grant is dead. */
  private StoredGrant refreshed(StoredGrant stored, Tokens held) {
    try {
      return refresher.refresh(stored.id(), false);
    } catch (GrantletException e) {
      if (e.code() == ErrorCode.REFRESH_TOKEN_INVALID
          || e.code() == ErrorCode.GRANT_NOT_FOUND
          || held.isExpired(clock.instant())) {
        throw e;
      }
      return stored;
    }
  }

  /**
   * Refreshes the tokens now, whether they are due or not.
   *
   * @throws GrantletException as {@link #accessToken}
   */
  public Grant refresh(String id) {
    return refresher.refresh(id, true).grant();
  }

  /**
   * Makes a grant from a refresh token that the application has, if that works at the provider.
   *
   * @throws GrantletException {@link ErrorCode#INTEGRATION_NOT_FOUND}, {@link
   *     ErrorCode#REFRESH_TOKEN_INVALID}, {@link ErrorCode#PROVIDER_ERROR}
   */
  public Grant create(String provider, GrantSpec spec) {
    Integration integration = integrations.get(provider);
    return calls.run(() -> natives.authenticate(integration, spec, null));
  }

  /**
   * Changes scopes and metadata, and takes a new refresh token if that works at the provider. A
   * change that changes nothing is neither written nor told of.
   *
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND}, and as {@link #create}; nothing is
   *     changed then
   */
  public Grant update(String id, GrantSpec spec) {
    if (spec.refreshToken() != null) {
      Grant before = get(id);
      Integration integration = integrations.get(before.provider());
      return calls.run(() -> natives.authenticate(integration, spec, before));
    }
    GrantTable.Written written =
        table.update(id, current -> changed(current, spec)).orElseThrow(() -> notFound(id));
    Grant grant = written.grant().grant();
    if (written.changed()) {
      events.tell(GrantEvent.Type.UPDATED, grant, null);
    }
    return grant;
  }

  private StoredGrant changed(StoredGrant stored, GrantSpec spec) {
    Grant before = stored.grant();
    Grant after =
        before.toBuilder()
            .scope(Objects.requireNonNullElse(spec.scope(), before.scope()))
            .metadata(Objects.requireNonNullElse(spec.metadata(), before.metadata()))
            .settings(NativeAuthentication.merge(before.settings(), spec.extras()))
            .build();
    return after.equals(before)
        ? stored
        : stored.next(
            after.toBuilder().updatedAt(clock.instant().truncatedTo(ChronoUnit.SECONDS)).build());
  }

  /**
   * Deletes a grant, then revokes it at the provider where that can be done (RFC 7009) and ends no
   * other valid grant of the same account. A provider that fails does not keep the grant alive
   * here.
   *
   * @return whether it was revoked, and why not
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND}
   */
  public GrantDeletion delete(String id) {
    StoredGrant stored = stored(id);
    if (!table.delete(id)) {
      throw notFound(id);
    }
    events.tell(GrantEvent.Type.DELETED, stored.grant(), null);
    return revocation.revoke(stored);
  }

  /** Encrypts the tokens again that are not under the newest key; says how many it was. */
  public int reencrypt() {
    int count = 0;
    List<StoredGrant> page = store.scan("", PAGE);
    while (!page.isEmpty()) {
      for (StoredGrant listed : page) {
        count +=
            table
                    .update(listed.id(), this::resealed)
                    .filter(GrantTable.Written::changed)
                    .isPresent()
                ? 1
                : 0;
      }
      page = store.scan(page.get(page.size() - 1).id(), PAGE);
    }
    return count;
  }

  private StoredGrant resealed(StoredGrant grant) {
    return vault.isNewest(grant.sealedTokens())
        ? grant
        : grant.next(
            grant.grant(),
            Tokens.open(vault, grant.sealedTokens(), grant.id()).seal(vault, grant.id()),
            grant.expiresAt());
  }

  private StoredGrant stored(String id) {
    return store.find(id).orElseThrow(() -> notFound(id));
  }

  static GrantletException notFound(@Nullable String id) {
    return new GrantletException(ErrorCode.GRANT_NOT_FOUND, "There is no grant '" + id + "'");
  }

  static GrantletException invalid(String id) {
    return new GrantletException(
        ErrorCode.REFRESH_TOKEN_INVALID,
        "The provider no longer takes the tokens of grant '"
            + id
            + "': its account has to be authenticated again");
  }
}
