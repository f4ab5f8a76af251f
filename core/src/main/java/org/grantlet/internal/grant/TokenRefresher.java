package org.grantlet.internal.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.Secret;
import org.grantlet.internal.concurrent.CompareAndSwap.Result;
import org.grantlet.internal.grant.SharedReads.Held;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.integration.Issuers;
import org.grantlet.internal.protocol.ProviderException;
import org.grantlet.internal.protocol.Providers;
import org.grantlet.internal.protocol.ResolvedProvider;
import org.grantlet.internal.protocol.TokenResponse;
import org.grantlet.provider.ClientCredentials;
import org.grantlet.store.StoredGrant;
import org.grantlet.store.UnstorableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes grants, with one call to the provider for any number of callers. New tokens are stored
 * before a caller gets them. Thread-safe.
 */
final class TokenRefresher {
  private static final Logger LOG = LoggerFactory.getLogger(TokenRefresher.class);

  /** How long to wait for an unavailable store while there is a new refresh token to save. */
  private static final Duration SAVE_PATIENCE = Duration.ofSeconds(10);

  private static final Duration SAVE_RETRY = Duration.ofMillis(250);

  private final GrantTable table;
  private final IntegrationService integrations;
  private final Providers providers;
  private final UninterruptedCalls calls;
  private final Clock clock;
  private final Duration leaseLength;
  private final Issuers issuers;
  private final RefreshSingleFlight flights;
  private final RefreshBackoff backoffs;
  private final RefreshOutcomes outcomes;
  private final TokenRevoker revocation;
  private final ClientRefusals clients;

  TokenRefresher(
      GrantTable table,
      IntegrationService integrations,
      Providers providers,
      UninterruptedCalls calls,
      RefreshOutcomes outcomes,
      TokenRevoker revocation,
      Clock clock) {
    // Discovery, the refresh, one more if another node was faster; then the commit.
    leaseLength = providers.timeout().multipliedBy(3).plus(SAVE_PATIENCE);
    this.table = table;
    this.integrations = integrations;
    this.providers = providers;
    this.calls = calls;
    this.outcomes = outcomes;
    this.revocation = revocation;
    this.clock = clock;
    issuers = new Issuers(providers.catalog());
    flights = new RefreshSingleFlight(calls, providers.observers());
    backoffs = new RefreshBackoff(clock);
    clients = new ClientRefusals(clock);
  }

  /**
   * The grant with an access token that is not due.
   *
   * @param due the grant as it was read a moment ago
   * @throws GrantletException if there is none; a token that has not ended still works
   */
  Held refresh(Held due) {
    return join(due.stored().id(), false, () -> lead(due.stored(), false));
  }

  /** The grant with a new access token, even if it is not due. */
  Held refresh(String id) {
    return join(id, true, () -> lead(table.valid(id), true));
  }

  /** The grant with another access token than a refused one, unless none is to be had. */
  Held replace(String id, Secret refused) {
    return join(
        id,
        true,
        () -> {
          StoredGrant seen = table.valid(id);
          return table.tokens(seen).accessToken().equals(refused) ? lead(seen, true) : seen;
        });
  }

  private Held join(String id, boolean forced, Supplier<StoredGrant> leader) {
    return UninterruptedCalls.await(
        flights.join(id, forced, () -> table.open(leader.get())),
        leaseLength.multipliedBy(2).plus(SAVE_PATIENCE)); // another node's lease comes first
  }

  @SuppressWarnings("try") // the lease is held, not used
  private StoredGrant lead(StoredGrant seen, boolean forced) {
    try (RefreshLease lease =
        RefreshLease.take(table.store(), calls, seen.id(), clock, leaseLength)) {
      return underLease(seen, forced);
    }
  }

  private StoredGrant underLease(StoredGrant seen, boolean forced) {
    StoredGrant stored = table.valid(seen.id());
    GrantTokens tokens = table.tokens(stored);
    boolean refreshedMeanwhile = !table.hasSameTokens(stored, seen);
    boolean fresh = (refreshedMeanwhile || !forced) && !tokens.isDue(clock.instant());
    return fresh ? stored : ask(stored, tokens, true);
  }

  private StoredGrant ask(StoredGrant stored, GrantTokens tokens, boolean mayRetry) {
    if (!tokens.isRefreshable(providers.catalog(), stored.grant().provider())) {
      if (tokens.isExpired(clock.instant())) {
        outcomes.ended(stored, Grant.Reason.EXPIRED, null);
        throw GrantTable.invalid(stored.id());
      }
      return table.withNothingToRefreshWith(stored); // and the token still works
    }
    backoffs.check(stored.id());
    String provider = stored.grant().provider();
    long start = providers.observers().now();
    Integration integration;
    TokenResponse response;
    try {
      integration = integrationOf(stored.grant());
      response = send(stored, tokens, integration);
    } catch (GrantletException e) {
      if (e instanceof ProviderException refusal && refusal.endReason() != null) {
        providers.observers().refreshed(provider, ErrorCode.REFRESH_TOKEN_INVALID, start);
        return refused(stored, refusal, mayRetry);
      }
      providers.observers().refreshed(provider, e.code(), start);
      failed(stored, e);
      throw e;
    }
    backoffs.succeeded(stored.id());
    ErrorCode error = ErrorCode.UNAVAILABLE;
    try {
      StoredGrant refreshed = saveOrWait(stored, integration, response);
      error = null;
      return refreshed;
    } finally {
      providers.observers().refreshed(provider, error, start);
    }
  }

  private void failed(StoredGrant stored, GrantletException failure) {
    if (failure.code() == ErrorCode.UNAVAILABLE) {
      return; // not the grant's
    }
    if (failure instanceof ProviderException answer) {
      backoffs.failed(stored.id(), answer.retryAfter());
      clients.log(stored.grant(), answer);
    }
    try {
      outcomes.failed(stored, failure);
    } catch (GrantletException e) {
      failure.addSuppressed(e);
    }
  }

  /** Refuses a response for another account than the grant's. */
  private TokenResponse send(StoredGrant stored, GrantTokens tokens, Integration integration) {
    ResolvedProvider provider =
        providers.resolver().resolve(integration, stored.grant().settings());
    ClientCredentials client = integrations.credentials(integration);
    Secret token = tokens.refreshToken() == null ? tokens.accessToken() : tokens.refreshToken();
    calls.checkOpen();
    TokenResponse response = providers.tokens().refresh(provider, client, token);
    providers
        .identities()
        .checkRefreshed(
            provider,
            client,
            response,
            stored.grant().providerUserId(),
            Issuers.ofIdTokens(stored));
    return response;
  }

  /** Only the integration that made the grant has the client that its refresh token is bound to. */
  private Integration integrationOf(Grant grant) {
    return integrations
        .find(grant.provider(), grant.integrationId())
        .orElseThrow(
            () ->
                new GrantletException(
                    ErrorCode.INTEGRATION_NOT_FOUND,
                    "The integration that made this grant was deleted: the grant cannot be"
                        + " refreshed"));
  }

  /** Another node may have rotated the refresh token meanwhile; if not, the grant has ended. */
  private StoredGrant refused(StoredGrant tried, ProviderException refusal, boolean mayRetry) {
    Grant.Reason reason = Objects.requireNonNull(refusal.endReason());
    LOG.info(
        "refreshing grant {} of {} ended it ({}): {}",
        tried.id(),
        tried.grant().provider(),
        reason.wire(),
        refusal.getMessage());
    StoredGrant stored = table.get(tried.id());
    if (table.hasSameTokens(stored, tried)) {
      outcomes.ended(stored, reason, refusal.providerError());
      throw GrantTable.invalid(tried.id());
    }
    GrantTokens tokens = table.tokens(stored);
    if (!tokens.isDue(clock.instant())) {
      return stored;
    }
    if (!mayRetry) {
      throw new GrantletException(ErrorCode.PROVIDER_ERROR, "The refresh token changes too fast");
    }
    return ask(stored, tokens, false);
  }

  /** A rotated refresh token that is not saved is a lost grant, so this waits for the store. */
  private StoredGrant saveOrWait(
      StoredGrant used, Integration integration, TokenResponse response) {
    long giveUp = System.nanoTime() + SAVE_PATIENCE.toNanos();
    boolean whole = true;
    while (true) {
      try {
        return save(used, integration, response, whole);
      } catch (UnstorableException e) {
        if (!whole) {
          throw e;
        }
        LOG.error(
            "what came with the tokens of grant {} does not fit; they are saved without it",
            used.id(),
            e);
        whole = false;
      } catch (GrantletException e) {
        if (e.code() != ErrorCode.UNAVAILABLE || System.nanoTime() - giveUp > 0) {
          throw e;
        }
        LockSupport.parkNanos(SAVE_RETRY.toNanos());
      }
    }
  }

  /**
   * Saves the new tokens, whatever else changed on the grant meanwhile.
   *
   * @param whole false to save the tokens alone
   */
  private StoredGrant save(
      StoredGrant used, Integration integration, TokenResponse response, boolean whole) {
    return table
        .update(
            used,
            current -> refreshed(current, integration, response, whole),
            (before, after) -> outcomes.worked(before))
        .map(Result::value)
        .orElseThrow(() -> revocation.late(refreshed(used, integration, response, whole)));
  }

  private StoredGrant refreshed(
      StoredGrant base, Integration integration, TokenResponse response, boolean whole) {
    Instant now = clock.instant();
    GrantTokens tokens = GrantTokens.of(response, () -> table.tokens(base), now);
    Grant.Builder grant =
        base.grant().toBuilder()
            .status(GrantStatus.VALID)
            .reason(null)
            .lastRefreshAt(now.truncatedTo(ChronoUnit.SECONDS))
            .lastRefreshError(null)
            .refreshable(tokens.isRefreshable(providers.catalog(), base.grant().provider()))
            .updatedAt(now.truncatedTo(ChronoUnit.SECONDS));
    if (whole) {
      grant
          .scope(response.scope() == null ? base.grant().scope() : response.scope())
          .settings(RefreshTokenImport.merge(base.grant().settings(), response.settings()));
    }
    StoredGrant next =
        base.next(grant.build(), tokens.encrypt(table.encryption(), base.id()), tokens.expiresAt());
    return base.issuer() == null ? next.of(issuers.of(integration)) : next;
  }
}
