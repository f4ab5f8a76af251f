package org.grantlet.internal.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.Grant.RefreshError;
import org.grantlet.GrantEvent;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.internal.concurrent.CompareAndSwap.Result;
import org.grantlet.internal.concurrent.Late;
import org.grantlet.internal.event.EventDraft;
import org.grantlet.internal.protocol.ProviderException;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores on grants how refreshing them fails, and tells of it: once when that has lasted for the
 * time of the alarm, once when it is over, and once when a grant has ended. Thread-safe.
 */
final class RefreshOutcomes {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshOutcomes.class);

  /** Failures in between are counted in memory, so that many of them are few writes. */
  private static final Duration SHORTEST_STEP = Duration.ofMinutes(1);

  private final GrantTable table;
  private final Clock clock;
  private final Duration alarm;

  /** Failures of this node that are not stored yet, by grant. */
  private final Late<Cache<String, Integer>> uncounted =
      new Late<>(() -> Caffeine.newBuilder().maximumSize(100_000).build());

  RefreshOutcomes(GrantTable table, Clock clock, Duration alarm) {
    this.table = table;
    this.clock = clock;
    this.alarm = alarm;
  }

  /**
   * A refresh failed, and may work later. Stores the first failure, and later ones when half as
   * much time again has passed: some twenty writes in a month of failing.
   */
  void failed(StoredGrant seen, GrantletException failure) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    uncounted.get().asMap().merge(seen.id(), 1, Integer::sum);
    RefreshError known = seen.grant().lastRefreshError();
    if (known != null && !isStep(known, now)) {
      return;
    }
    int more = Objects.requireNonNullElse(uncounted.get().asMap().remove(seen.id()), 1);
    table
        .update(seen, current -> failing(current, now, failure, more), this::alarm)
        .filter(Result::changed)
        .map(written -> written.value().grant())
        .filter(grant -> isAlarm(grant.lastRefreshError()) && !isAlarm(known))
        .filter(grant -> !isOfClient(failure)) // which ClientRefusals logs, once for all grants
        .ifPresent(
            grant ->
                LOG.warn(
                    "grant {} of {} has not been refreshed since {}: {}",
                    grant.id(),
                    grant.provider(),
                    Objects.requireNonNull(grant.lastRefreshError()).since(),
                    failure.getMessage()));
  }

  private static boolean isOfClient(GrantletException failure) {
    return failure instanceof ProviderException answer && answer.refusalOfClient() != null;
  }

  private static StoredGrant failing(
      StoredGrant current, Instant now, GrantletException failure, int more) {
    Grant grant = current.grant();
    return grant.status() == GrantStatus.INVALID
        ? current
        : current.next(
            grant.toBuilder()
                .lastRefreshError(next(grant.lastRefreshError(), now, failure, more))
                .build());
  }

  private List<EventDraft> alarm(StoredGrant before, StoredGrant after) {
    RefreshError error = after.grant().lastRefreshError();
    return isAlarm(error) && !isAlarm(before.grant().lastRefreshError())
        ? List.of(EventDraft.of(GrantEvent.Type.REFRESH_FAILED, error))
        : List.of();
  }

  private boolean isStep(RefreshError known, Instant now) {
    Duration lasted = Duration.between(known.since(), known.at()).dividedBy(2);
    Duration step = lasted.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : lasted;
    boolean tells = !isAlarm(known) && !now.isBefore(known.since().plus(alarm));
    return tells || !now.isBefore(known.at().plus(step));
  }

  /** Whether this was told: the failure that lasted for the time of the alarm is always stored. */
  private boolean isAlarm(@Nullable RefreshError error) {
    return error != null && !error.at().isBefore(error.since().plus(alarm));
  }

  /**
   * What it is told as that a grant has new tokens.
   *
   * @param before the grant as it was
   * @param more what else the change is told as
   */
  List<EventDraft> worked(StoredGrant before, EventDraft... more) {
    uncounted.get().invalidate(before.id());
    RefreshError error = before.grant().lastRefreshError();
    boolean recovered = before.grant().status() == GrantStatus.VALID && isAlarm(error);
    List<EventDraft> drafts = new ArrayList<>(List.of(more));
    if (recovered) {
      drafts.add(EventDraft.of(GrantEvent.Type.RECOVERED, error));
    }
    return drafts;
  }

  /** Ends a grant that still has this access token, which the provider refuses. */
  void refused(String id, Secret token, @Nullable Map<String, Object> said) {
    StoredGrant stored = table.get(id);
    if (table.tokens(stored).accessToken().equals(token)) {
      ended(stored, Grant.Reason.UNKNOWN, said);
    }
  }

  /**
   * Ends a grant, and tells of it once.
   *
   * @param said what the provider answered; null if it was not asked
   */
  void ended(StoredGrant grant, Grant.Reason reason, @Nullable Map<String, Object> said) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    int more = Objects.requireNonNullElse(uncounted.get().asMap().remove(grant.id()), 0) + 1;
    table
        .update(
            grant,
            current -> ended(current, now, reason, said, more),
            (before, after) ->
                List.of(EventDraft.of(GrantEvent.Type.EXPIRED, after.grant().lastRefreshError())))
        .filter(Result::changed)
        .map(written -> written.value().grant())
        .ifPresent(
            dead ->
                LOG.info(
                    "grant {} of {} can no longer be refreshed ({})",
                    dead.id(),
                    dead.provider(),
                    reason.wire()));
  }

  private static StoredGrant ended(
      StoredGrant current,
      Instant now,
      Grant.Reason reason,
      @Nullable Map<String, Object> said,
      int more) {
    Grant grant = current.grant();
    RefreshError error =
        next(grant.lastRefreshError(), now, ErrorCode.REFRESH_TOKEN_INVALID, said, more);
    return grant.status() == GrantStatus.INVALID
        ? current
        : current.next(
            grant.toBuilder()
                .status(GrantStatus.INVALID)
                .reason(reason)
                .lastRefreshError(error)
                .updatedAt(now)
                .build());
  }

  private static RefreshError next(
      @Nullable RefreshError before, Instant now, GrantletException failure, int more) {
    return next(before, now, failure.code(), failure.providerError(), more);
  }

  private static RefreshError next(
      @Nullable RefreshError before,
      Instant now,
      ErrorCode code,
      @Nullable Map<String, Object> said,
      int more) {
    return new RefreshError(
        now,
        before == null ? now : before.since(),
        code.wire(),
        said,
        before == null ? more : before.count() + more);
  }
}
