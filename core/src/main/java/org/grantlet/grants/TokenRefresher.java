package org.grantlet.grants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.Secret;
import org.grantlet.crypto.Vault;
import org.grantlet.provider.ClientCredentials;
import org.grantlet.provider.Provider;
import org.grantlet.provider.ProviderException;
import org.grantlet.provider.Providers;
import org.grantlet.provider.TokenReply;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes grants, one call to the provider for any number of callers. What the provider gave is
 * durable before anybody gets it. Thread-safe.
 */
final class TokenRefresher {
  private static final Logger LOG = LoggerFactory.getLogger(TokenRefresher.class);

  /** After a failure that may pass, the provider is left alone for 1, 2, 4 … 64 seconds. */
  private static final int BACKOFF_STEPS = 6;

  /** How long a store that is away is waited for when there is a new refresh token to keep. */
  private static final Duration SAVE_PATIENCE = Duration.ofSeconds(10);

  private static final Duration SAVE_RETRY = Duration.ofMillis(250);

  private record Backoff(int failures, Instant until) {}

  private final GrantStore store;
  private final Integrations integrations;
  private final Providers providers;
  private final Vault vault;
  private final Events events;
  private final Clock clock;
  private final Duration leaseLength;
  private final ConcurrentMap<String, CompletableFuture<StoredGrant>> underWay =
      new ConcurrentHashMap<>();
  private final Cache<String, Backoff> backoffs =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  TokenRefresher(
      GrantStore store,
      Integrations integrations,
      Providers providers,
      Vault vault,
      Events events,
      Clock clock) {
    // Discovery, the refresh and, where another node was faster, one more; then the commit.
    leaseLength = providers.timeout().multipliedBy(3).plus(SAVE_PATIENCE);
    this.store = store;
    this.integrations = integrations;
    this.providers = providers;
    this.vault = vault;
    this.events = events;
    this.clock = clock;
  }

  /**
   * The grant with an access token that is not due, or, while the provider fails, not expired.
   *
   * @param now true to refresh a token that is not due too, and to fail if that fails
   */
  StoredGrant refresh(String id, boolean now) {
    CompletableFuture<StoredGrant> mine = new CompletableFuture<>();
    CompletableFuture<StoredGrant> first = underWay.putIfAbsent(id, mine);
    if (first != null) {
      try {
        return first.join(); // bounded: each call to a provider is
      } catch (CompletionException e) {
        throw e.getCause() instanceof GrantletException failure ? failure : e;
      }
    }
    try {
      StoredGrant refreshed = lead(id, now);
      mine.complete(refreshed);
      return refreshed;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(id, mine);
    }
  }

  @SuppressWarnings("try") // the lease is held, not used
  private StoredGrant lead(String id, boolean now) {
    StoredGrant seen = valid(id);
    Tokens tokens = Tokens.open(vault, seen.sealedTokens(), id);
    if (!now && !tokens.isDue(clock.instant())) {
      return seen;
    }
    try (RefreshLease lease = RefreshLease.take(store, id, clock, leaseLength)) {
      return underLease(seen, now);
    } catch (GrantletException e) {
      boolean passing =
          e.code() == ErrorCode.PROVIDER_ERROR || e.code() == ErrorCode.INTEGRATION_NOT_FOUND;
      if (passing && !now && !tokens.isExpired(clock.instant())) {
        return seen;
      }
      throw e;
    }
  }

  private StoredGrant underLease(StoredGrant seen, boolean now) {
    StoredGrant stored = valid(seen.id());
    Tokens tokens = Tokens.open(vault, stored.sealedTokens(), stored.id());
    boolean refreshedMeanwhile = !stored.sealedTokens().equals(seen.sealedTokens());
    return (refreshedMeanwhile || !now) && !tokens.isDue(clock.instant())
        ? stored
        : ask(stored, tokens, true);
  }

  private StoredGrant valid(String id) {
    StoredGrant stored = store.find(id).orElseThrow(() -> Grants.notFound(id));
    if (stored.grant().status() == GrantStatus.INVALID) {
      throw Grants.invalid(id);
    }
    return stored;
  }

  private StoredGrant ask(StoredGrant stored, Tokens tokens, boolean mayRetry) {
    Secret token = tokens.refreshToken();
    if (token == null) {
      token = byAccessToken(stored.grant()) ? tokens.accessToken() : null;
    }
    if (token == null) {
      if (tokens.isExpired(clock.instant())) {
        expire(stored);
        throw Grants.invalid(stored.id());
      }
      return stored; // nothing to refresh with, and nothing that has to be
    }
    Backoff backoff = backoffs.getIfPresent(stored.id());
    if (backoff != null && clock.instant().isBefore(backoff.until())) {
      throw new GrantletException(
          ErrorCode.PROVIDER_ERROR,
          "The provider failed a moment ago; it is left alone for a while");
    }
    Integration integration = integrationOf(stored.grant());
    try {
      Provider provider = providers.directory().resolve(integration, stored.grant().settings());
      ClientCredentials client = integrations.credentials(integration);
      TokenReply reply = providers.tokens().refresh(provider, client, token);
      providers
          .identities()
          .checkRefreshed(provider, client, reply, stored.grant().providerUserId(), null);
      backoffs.invalidate(stored.id());
      return keep(stored, reply);
    } catch (ProviderException e) {
      if (!e.endsGrant()) {
        int failures = backoff == null ? 0 : Math.min(backoff.failures() + 1, BACKOFF_STEPS);
        Duration wait = Duration.ofSeconds(1L << failures);
        Duration asked = e.retryAfter();
        wait = asked == null || asked.compareTo(wait) < 0 ? wait : asked;
        backoffs.put(stored.id(), new Backoff(failures, clock.instant().plus(wait)));
        throw e;
      }
      return refused(stored, mayRetry);
    }
  }

  /** Whether the grant's provider gives an access token for an access token. */
  private boolean byAccessToken(Grant grant) {
    return providers
        .catalogue()
        .find(grant.provider())
        .filter(e -> e.refresh().byAccessToken())
        .isPresent();
  }

  /** Only the integration that made the grant has the client that its refresh token is for. */
  private Integration integrationOf(Grant grant) {
    return integrations
        .find(grant.provider())
        .filter(found -> found.id().equals(grant.integrationId()))
        .orElseThrow(
            () ->
                new GrantletException(
                    ErrorCode.INTEGRATION_NOT_FOUND,
                    "The integration that made this grant was deleted: it can no longer refresh"));
  }

  /** Another node may have rotated the refresh token meanwhile; if none did, the grant is dead. */
  private StoredGrant refused(StoredGrant tried, boolean mayRetry) {
    StoredGrant stored = store.find(tried.id()).orElseThrow(() -> Grants.notFound(tried.id()));
    if (stored.sealedTokens().equals(tried.sealedTokens())) {
      expire(stored);
      throw Grants.invalid(tried.id());
    }
    Tokens tokens = Tokens.open(vault, stored.sealedTokens(), stored.id());
    if (!tokens.isDue(clock.instant())) {
      return stored;
    }
    if (!mayRetry) {
      throw new GrantletException(ErrorCode.PROVIDER_ERROR, "The refresh token changes too fast");
    }
    return ask(stored, tokens, false);
  }

  /** A rotated refresh token that is not kept is a lost grant, so the store gets time to return. */
  private StoredGrant keep(StoredGrant used, TokenReply reply) {
    long giveUp = System.nanoTime() + SAVE_PATIENCE.toNanos();
    while (true) {
      try {
        return save(used, reply);
      } catch (GrantletException e) {
        if (e.code() != ErrorCode.UNAVAILABLE || System.nanoTime() - giveUp > 0) {
          throw e;
        }
        RefreshLease.pause(SAVE_RETRY);
      }
    }
  }

  /** Keeps what the provider gave, whatever else changed on the grant meanwhile. */
  private StoredGrant save(StoredGrant used, TokenReply reply) {
    StoredGrant base = used;
    while (true) {
      Instant now = clock.instant();
      Tokens tokens = Tokens.of(reply, Tokens.open(vault, base.sealedTokens(), base.id()), now);
      Grant grant =
          base.grant().toBuilder()
              .status(GrantStatus.VALID)
              .scope(reply.scope() == null ? base.grant().scope() : reply.scope())
              .settings(NativeAuthentication.merge(base.grant().settings(), reply.kept()))
              .updatedAt(now.truncatedTo(ChronoUnit.SECONDS))
              .build();
      StoredGrant next = base.next(grant, tokens.seal(vault, base.id()), tokens.expiresAt());
      if (store.replace(next)) {
        return next;
      }
      base = store.find(used.id()).orElseThrow(() -> Grants.notFound(used.id()));
      if (!base.sealedTokens().equals(used.sealedTokens())) {
        return base; // authenticated again meanwhile: those tokens are newer
      }
    }
  }

  private void expire(StoredGrant grant) {
    @Nullable StoredGrant current = grant;
    while (current != null
        && current.grant().status() == GrantStatus.VALID
        && current.sealedTokens().equals(grant.sealedTokens())) {
      Grant dead =
          current.grant().toBuilder()
              .status(GrantStatus.INVALID)
              .updatedAt(clock.instant().truncatedTo(ChronoUnit.SECONDS))
              .build();
      if (store.replace(current.next(dead, current.sealedTokens(), current.expiresAt()))) {
        LOG.info("grant {} of {} can no longer be refreshed", dead.id(), dead.provider());
        events.tell(GrantEvent.Type.EXPIRED, dead, null);
        return;
      }
      current = store.find(grant.id()).orElse(null);
    }
  }
}
