package org.grantlet.internal.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.protocol.ProviderException;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes grants in the background: callers do not wait for a provider, refresh tokens that end
 * when unused stay alive, and listeners learn of grants that ended. In each period one of the nodes
 * that share a store makes a round, one grant after the other, over all whose access tokens end
 * before the next round. Thread-safe.
 */
public final class BackgroundRefresh implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundRefresh.class);

  /** The name of the lease of a round, in the place of a grant's id. */
  private static final String ROUND = "background-refresh";

  private static final int PAGE = 100;
  private static final Duration FIRST = Duration.ofMinutes(1);

  private final GrantStore store;
  private final Grants grants;
  private final Clock clock;
  private final Duration period;
  private volatile boolean closed;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "grantlet-refresh");
            made.setDaemon(true);
            return made;
          });

  /** The period is from the end of one round to the next; zero for no rounds. */
  public BackgroundRefresh(GrantStore store, Grants grants, Clock clock, Duration period) {
    this.store = store;
    this.grants = grants;
    this.clock = clock;
    this.period = period;
  }

  /** Starts, with a first round in a minute; call it once. */
  public void start() {
    if (!period.isZero()) {
      ScheduledFuture<?> rounds =
          thread.scheduleWithFixedDelay(
              this::tryRound, FIRST.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("refreshing in the background every {}: {}", period, rounds);
    }
  }

  private void tryRound() {
    try {
      round();
    } catch (Throwable e) { // a scheduled task that throws is never run again
      LOG.warn("a round of refreshing in the background ended early; the next one goes on", e);
    }
  }

  /** Makes the round of this period, unless another node makes it or has made it. */
  void round() {
    Instant start = clock.instant();
    // Nodes do not start their rounds at the same moment: the lease ends a little early.
    Instant until = start.plus(period.multipliedBy(9).dividedBy(10));
    if (!store.lease(ROUND, RandomIds.next(), start, until)) {
      return;
    }
    Set<String> failing = new HashSet<>();
    StoredGrant last = null;
    do {
      List<StoredGrant> page =
          store.expiring(start.plus(period).plus(GrantTokens.MARGIN), last, PAGE);
      page.forEach(grant -> refresh(grant, start, failing));
      last = page.isEmpty() ? null : page.get(page.size() - 1);
    } while (last != null && !closed);
  }

  /** A provider that does not answer is left alone for the rest of the round. */
  private void refresh(StoredGrant stored, Instant start, Set<String> failing) {
    String provider = stored.grant().provider();
    // The grant of a short-lived token that this round refreshed appears again on a later page.
    boolean fresh = !stored.grant().updatedAt().isBefore(start.truncatedTo(ChronoUnit.SECONDS));
    if (fresh || failing.contains(provider) || closed) {
      return;
    }
    try {
      LOG.debug("grant {} was refreshed", grants.refresh(stored.id()).id());
    } catch (ProviderException e) {
      LOG.info("grant {} of {} was not refreshed: {}", stored.id(), provider, e.getMessage());
      if (e.isTransient()) {
        failing.add(provider);
      }
    } catch (GrantletException e) {
      if (e.code() == ErrorCode.UNAVAILABLE) {
        throw e;
      }
      LOG.info("grant {} of {} was not refreshed: {}", stored.id(), provider, e.getMessage());
    } catch (RuntimeException | LinkageError e) { // concerns this grant alone
      LOG.warn("grant {} of {} was not refreshed", stored.id(), provider, Reason.loggable(e));
    }
  }

  /** Ends the round after the grant that is being refreshed; does not wait for it. */
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
  }
}
