package org.grantlet.grants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The grants of the application. Thread-safe.
 *
 * <p>Calls that may ask a provider ({@link #accessToken} of a token that is due, {@link #refresh},
 * {@link #create}, {@link #update} with a refresh token, {@link #delete}) take at most a few times
 * {@code grantlet.provider-timeout}; all others ask the store alone.
 */
public final class Grants {
  private static final Logger LOG = LoggerFactory.getLogger(Grants.class);

  private record Cached(AccessToken token, long usableUntil) {}

  private final GrantStore store;
  private final Integrations integrations;
  private final Providers providers;
  private final Vault vault;
  private final Events events;
  private final Clock clock;
  private final TokenRefresher refresher;
  private final NativeAuthentication natives;
  private final Duration staleness;
  private final Cache<String, Cached> tokens;

  /**
   * Grants in a store.
   *
   * @param staleness how long {@link #accessToken} may answer from memory without asking the store
   */
  public Grants(
      GrantStore store,
      Integrations integrations,
      Providers providers,
      Vault vault,
      Events events,
      Clock clock,
      Duration staleness) {
    this.store = store;
    this.integrations = integrations;
    this.providers = providers;
    this.vault = vault;
    this.events = events;
    this.clock = clock;
    this.staleness = staleness;
    refresher = new TokenRefresher(store, integrations, providers, vault, events, clock);
    natives =
        new NativeAuthentication(
            integrations, providers, new GrantWriter(store, vault, events, clock));
    tokens = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(staleness).build();
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
    Cached cached = tokens.getIfPresent(id);
    if (cached != null && clock.millis() < cached.usableUntil()) {
      return cached.token();
    }
    StoredGrant stored = stored(id);
    if (stored.grant().status() == GrantStatus.INVALID) {
      throw invalid(id);
    }
    Tokens held = Tokens.open(vault, stored.sealedTokens(), id);
    if (held.isDue(clock.instant())) {
      stored = refresher.refresh(id, false);
      held = Tokens.open(vault, stored.sealedTokens(), id);
    }
    AccessToken token = held.toAccessToken(stored.grant().scope());
    Instant due = held.dueAt();
    long until = clock.millis() + staleness.toMillis();
    tokens.put(id, new Cached(token, due == null ? until : Math.min(until, due.toEpochMilli())));
    return token;
  }

  /**
   * Refreshes the tokens now, whether they are due or not.
   *
   * @throws GrantletException as {@link #accessToken}
   */
  public Grant refresh(String id) {
    StoredGrant refreshed = refresher.refresh(id, true);
    tokens.invalidate(id);
    return refreshed.grant();
  }

  /**
   * Makes a grant from a refresh token that the application has, if that works at the provider.
   *
   * @throws GrantletException {@link ErrorCode#INTEGRATION_NOT_FOUND}, {@link
   *     ErrorCode#REFRESH_TOKEN_INVALID}, {@link ErrorCode#PROVIDER_ERROR}
   */
  public Grant create(String provider, GrantSpec spec) {
    Grant grant = natives.authenticate(integrations.get(provider), spec, null);
    tokens.invalidate(grant.id());
    return grant;
  }

  /**
   * Changes scopes and metadata, and takes a new refresh token if that works at the provider.
   *
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND}, and as {@link #create}; nothing is
   *     changed then
   */
  public Grant update(String id, GrantSpec spec) {
    Grant before = get(id);
    if (spec.refreshToken() != null) {
      Grant grant = natives.authenticate(integrations.get(before.provider()), spec, before);
      tokens.invalidate(id);
      return grant;
    }
    while (true) {
      StoredGrant current = stored(id);
      Grant changed =
          current.grant().toBuilder()
              .scope(Objects.requireNonNullElse(spec.scope(), current.grant().scope()))
              .metadata(Objects.requireNonNullElse(spec.metadata(), current.grant().metadata()))
              .settings(NativeAuthentication.merge(current.grant().settings(), spec.extras()))
              .updatedAt(clock.instant().truncatedTo(ChronoUnit.SECONDS))
              .build();
      if (store.replace(current.next(changed, current.sealedTokens(), current.expiresAt()))) {
        tokens.invalidate(id);
        events.tell(GrantEvent.Type.UPDATED, changed, null);
        return changed;
      }
    }
  }

  /**
   * Revokes the grant at the provider where that can be done (RFC 7009), then deletes it. A
   * provider that fails does not keep the grant alive here: that is logged.
   *
   * @throws GrantletException {@link ErrorCode#GRANT_NOT_FOUND}
   */
  public void delete(String id) {
    StoredGrant stored = stored(id);
    revoke(stored);
    if (!store.delete(id)) {
      throw notFound(id);
    }
    tokens.invalidate(id);
    events.tell(GrantEvent.Type.DELETED, stored.grant(), null);
  }

  /** Encrypts the tokens again that are not under the newest key; says how many it was. */
  public int reencrypt() {
    int count = 0;
    String last = "";
    while (true) {
      List<StoredGrant> page = store.scan(last, 100);
      if (page.isEmpty()) {
        return count;
      }
      for (StoredGrant grant : page) {
        count += reencrypt(grant) ? 1 : 0;
        last = grant.id();
      }
    }
  }

  private boolean reencrypt(StoredGrant listed) {
    StoredGrant grant = listed;
    while (!vault.isNewest(grant.sealedTokens())) {
      String sealed = Tokens.open(vault, grant.sealedTokens(), grant.id()).seal(vault, grant.id());
      if (store.replace(grant.next(grant.grant(), sealed, grant.expiresAt()))) {
        return true;
      }
      StoredGrant current = store.find(grant.id()).orElse(null);
      if (current == null) {
        return false;
      }
      grant = current;
    }
    return false;
  }

  private void revoke(StoredGrant stored) {
    Grant grant = stored.grant();
    Optional<Integration> integration =
        integrations.find(grant.provider()).filter(i -> i.id().equals(grant.integrationId()));
    if (integration.isEmpty()) {
      return;
    }
    try {
      Tokens held = Tokens.open(vault, stored.sealedTokens(), stored.id());
      providers
          .tokens()
          .revoke(
              providers.directory().resolve(integration.get(), grant.settings()),
              integrations.credentials(integration.get()),
              held.accessToken(),
              held.refreshToken());
    } catch (GrantletException e) {
      LOG.warn("grant {} was not revoked at {}: {}", grant.id(), grant.provider(), e.getMessage());
    }
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
