package org.grantlet.internal.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.grantlet.GrantEvent;
import org.grantlet.internal.concurrent.Rounds;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.store.GrantStore;
import org.grantlet.store.Outbox;

/**
 * Says every few minutes that the listeners of this node are still there, and removes what is old.
 * A listener that no node has any more is forgotten after the retention. Thread-safe.
 */
final class Upkeep implements AutoCloseable {
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
  private final Rounds rounds = new Rounds("removing old events", this::again);

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
    rounds.start(PERIOD, PERIOD);
  }

  /** Does other work in the background, once. */
  void once(Duration after, Runnable work) {
    rounds.once(after, work);
  }

  private void subscribe() {
    // Longer than the period, whatever the retention, so that none ends while its node lives.
    Instant until = clock.instant().plus(retention).plus(PERIOD.multipliedBy(6));
    listeners.forEach(name -> outbox.subscribe(new Outbox.Subscription(name, ALL, until)));
  }

  private void again() {
    subscribe();
    round();
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
    rounds.close();
  }
}
