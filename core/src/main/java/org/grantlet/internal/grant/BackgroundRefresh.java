package org.grantlet.internal.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.internal.concurrent.Rounds;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.protocol.ProviderException;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes grants in the background: refresh tokens that end when unused stay alive, listeners
 * learn of grants that ended, and with short periods callers do not wait for a provider. In each
 * round one of the nodes that share a store refreshes, one grant after the other, those that are
 * due: each at its own time, and at most once. Thread-safe.
 */
public final class BackgroundRefresh implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundRefresh.class);

  /** The name of the lease of a round, in the place of a grant's id. */
  private static final String ROUND = "background-refresh";

  private static final int PAGE = 100;
  private static final Duration FIRST = Duration.ofMinutes(1);

  /** The longest time between two rounds: a failing grant is tried again in each. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** However short the period, tokens that last longer are refreshed once in this time. */
  private static final Duration DAY = Duration.ofDays(1);

  private final GrantStore store;
  private final Grants grants;
  private final Clock clock;
  private final Duration period;
  private final Duration pause;

  /** A round of which the store was lost; only the thread of the rounds reads and writes it. */
  private @Nullable Round unfinished;

  private volatile boolean closed;
  private final Rounds rounds = new Rounds("refreshing in the background", this::round);

  /** The period is {@code grantlet.background-refresh}; zero for no rounds. */
  public BackgroundRefresh(GrantStore store, Grants grants, Clock clock, Duration period) {
    this.store = store;
    this.grants = grants;
    this.clock = clock;
    this.period = period;
    pause = period.compareTo(LONGEST) < 0 ? period : LONGEST;
  }

  /** Starts, with a first round in a minute; call it once. */
  public void start() {
    if (!period.isZero()) {
      rounds.start(FIRST, pause);
    }
  }

  /** Makes this round, unless another node makes it or has made it; goes on with a failed one. */
  void round() {
    Instant now = clock.instant();
    Round round = unfinished;
    if (round == null || !now.isBefore(round.until)) {
      // Nodes do not start their rounds at the same moment: the lease ends a little early.
      round = new Round(now, now.plus(pause.multipliedBy(9).dividedBy(10)));
      if (!store.lease(ROUND, RandomIds.next(), now, round.until)) {
        unfinished = null;
        return;
      }
      unfinished = round;
    }
    round.refresh();
    unfinished = null;
  }

  /** One round. */
  private final class Round {
    private final Instant start;
    private final Instant until;

    /** Grants that could not be refreshed, and may appear again. */
    private final Set<String> failed = new HashSet<>();

    /** Those with which the store was lost: they are tried once more. */
    private final Set<String> lost = new HashSet<>();

    /** Providers that do not answer, which are left alone for the rest of the round. */
    private final Set<String> silent = new HashSet<>();

    Round(Instant start, Instant until) {
      this.start = start;
      this.until = until;
    }

    void refresh() {
      boolean eachByItsEnd = period.compareTo(LONGEST) <= 0;
      if (eachByItsEnd) {
        Instant end = start.plus(period).plus(GrantTokens.MARGIN);
        refresh(after -> store.expiring(end, after, PAGE));
      }
      // Those that would be late in the next round.
      Instant last = start.minus(eachByItsEnd ? DAY : period).plus(pause);
      refresh(after -> store.unrefreshed(last, after, PAGE));
    }

    private void refresh(Function<@Nullable StoredGrant, List<StoredGrant>> pages) {
      StoredGrant last = null;
      do {
        List<StoredGrant> page = pages.apply(last);
        page.forEach(this::refresh);
        last = page.isEmpty() ? null : page.get(page.size() - 1);
      } while (last != null && !closed);
    }

    /** The grant of a short-lived token that this round refreshed appears again on a later page. */
    private boolean isFresh(Grant grant) {
      Instant refreshed = grant.lastRefreshAt();
      return refreshed != null && !refreshed.isBefore(start.truncatedTo(ChronoUnit.SECONDS));
    }

    private void refresh(StoredGrant stored) {
      String provider = stored.grant().provider();
      if (closed
          || isFresh(stored.grant())
          || silent.contains(provider)
          || !failed.add(stored.id())) {
        return;
      }
      try {
        LOG.debug("grant {} was refreshed", grants.refresh(stored.id()).id());
        failed.remove(stored.id());
      } catch (ProviderException e) {
        if (e.refusalOfClient() == null) { // which is logged once for all grants
          LOG.info("grant {} of {} was not refreshed: {}", stored.id(), provider, e.getMessage());
        }
        if (e.isTransient()) {
          silent.add(provider);
        }
      } catch (GrantletException e) {
        if (e.code() == ErrorCode.UNAVAILABLE) {
          if (lost.add(stored.id())) {
            failed.remove(stored.id());
          }
          throw e;
        }
        LOG.info("grant {} of {} was not refreshed: {}", stored.id(), provider, e.getMessage());
      } catch (RuntimeException | LinkageError e) { // concerns this grant alone
        LOG.warn("grant {} of {} was not refreshed", stored.id(), provider, Reason.loggable(e));
      }
    }
  }

  /** Ends the round after the grant that is being refreshed; does not wait for it. */
  @Override
  public void close() {
    closed = true;
    rounds.close();
  }
}
