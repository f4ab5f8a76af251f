package org.grantlet.internal.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.grantlet.GrantEvent;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.GrantStore;
import org.grantlet.store.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every few minutes that the listeners of this node are still there, and removes what is old.
 * A listener that no node has any more is forgotten after the retention. Thread-safe.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /** The name of the lease of one round, in the place of a grant's id. */
  private static final String ROUND = "event-retention";

  private static final Duration PERIOD = Duration.ofMinutes(10);
  private static final int BATCH = 500;

  private static final Set<String> ALL =
      Arrays.stream(GrantEvent.Type.values())
          .map(GrantEvent.Type::wire)
          .collect(Collectors.toUnmodifiableSet());

  private final GrantStore leases;
  private final Outbox outbox;
  private final Collection<String> listeners;
  private final Duration retention;
  private final Clock clock;
  private volatile boolean closed;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "grantlet-events-upkeep");
            made.setDaemon(true);
            return made;
          });

  Upkeep(
      GrantStore leases,
      Outbox outbox,
      Collection<String> listeners,
      Duration retention,
      Clock clock) {
    this.leases = leases;
    this.outbox = outbox;
    this.listeners = listeners;
    this.retention = retention;
    this.clock = clock;
  }

  /** Subscribes the listeners, and goes on in the background; call it once. */
  void start() {
    subscribe();
    ScheduledFuture<?> rounds =
        thread.scheduleWithFixedDelay(
            this::tryRound, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    LOG.debug("events are kept for {}: {}", retention, rounds);
  }

  private void subscribe() {
    // Longer than the period, whatever the retention, so that none ends while its node lives.
    Instant until = clock.instant().plus(retention).plus(PERIOD.multipliedBy(6));
    listeners.forEach(name -> outbox.subscribe(new Outbox.Subscription(name, ALL, until)));
  }

  private void tryRound() {
    try {
      subscribe();
      round();
    } catch (Throwable e) { // a scheduled task that throws is never run again
      LOG.warn("old events could not be removed; the next round goes on: {}", Reason.of(e));
    }
  }

  /** Removes what is old, unless another node does it. */
  void round() {
    Instant now = clock.instant();
    Instant until = now.plus(PERIOD.multipliedBy(9).dividedBy(10));
    if (leases.lease(ROUND, RandomIds.next(), now, until)) {
      int removed = BATCH;
      while (removed == BATCH && !closed) {
        removed = outbox.purge(now.minus(retention), now, BATCH);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.shutdown();
  }
}
