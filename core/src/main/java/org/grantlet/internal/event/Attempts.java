package org.grantlet.internal.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.grantlet.GrantEvent;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.Outbox;
import org.grantlet.store.Outbox.Delivery;
import org.grantlet.store.Outbox.Result;
import org.grantlet.store.Outbox.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts that this node makes. While one is under way, its claim is renewed; when this node
 * dies, the claim ends, and another node makes the next attempt. Thread-safe.
 */
final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  /** How long after a node's death another one goes on, at most. */
  private static final Duration CLAIM = Duration.ofSeconds(30);

  /** An event that has ended so many nodes is not given to the next one. */
  private static final int LOST = 3;

  private record Key(String recipient, String event) {
    static Key of(Delivery delivery) {
      return new Key(delivery.recipient(), delivery.event().id());
    }
  }

  private final Outbox outbox;
  private final Clock clock;
  private final String holder = RandomIds.next();
  private final ConcurrentMap<Key, Delivery> held = new ConcurrentHashMap<>();

  Attempts(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Who holds what this node claims. */
  String holder() {
    return holder;
  }

  Outbox.Claim claim() {
    Instant now = now();
    return new Outbox.Claim(holder, now, now.plus(CLAIM));
  }

  /** Holds what was claimed; false if it is held already, after a jump of the clock. */
  boolean hold(Delivery claimed) {
    return held.putIfAbsent(Key.of(claimed), claimed) == null;
  }

  /** Lets go of what is finished. */
  void release(Delivery finished) {
    held.remove(Key.of(finished));
  }

  /** Renews the claims of what is under way; call this every few seconds. */
  void renew() {
    if (!held.isEmpty()) {
      outbox.renew(List.copyOf(held.values()), claim());
    }
  }

  /**
   * Makes an attempt; never throws.
   *
   * @return its result; empty if there is none: the claim was lost, or the recipient is gone
   */
  Optional<Result> make(Recipient recipient, Delivery delivery, Supplier<GrantEvent> event) {
    try {
      if (delivery.lost() >= LOST) {
        return Optional.of(
            setAside(
                delivery,
                "%s attempts have no result: their nodes ended, or lost the database"
                    .formatted(delivery.lost())));
      }
      if (delivery.lost() > 0 && !outbox.count(delivery, holder)) {
        return Optional.empty();
      }
      return result(delivery, recipient.deliver(event.get(), delivery.attempt()));
    } catch (Throwable e) { // the store's and the recipient's: the claim ends, and that is all
      LOG.warn(
          "event {} is told to {} again: {}",
          delivery.event().id(),
          delivery.recipient(),
          Reason.of(Reason.loggable(e)));
      return Optional.empty();
    }
  }

  private Optional<Result> result(Delivery delivery, Outcome outcome) {
    return switch (outcome.kind()) {
      case HEARD -> Optional.of(new Result(delivery, State.HEARD, now(), null));
      case AGAIN ->
          Optional.of(
              new Result(
                  delivery,
                  State.AGAIN,
                  outcome.notBefore() == null ? now() : outcome.notBefore(),
                  outcome.storedReason()));
      case SET_ASIDE -> Optional.of(setAside(delivery, String.valueOf(outcome.storedReason())));
      case GONE -> {
        outbox.drop(delivery.recipient());
        yield Optional.empty();
      }
    };
  }

  private Result setAside(Delivery delivery, String reason) {
    LOG.error(
        "event {} ({} of grant {}) is set aside for {} after {} attempts: {}",
        delivery.event().id(),
        delivery.event().type(),
        delivery.event().grantId(),
        delivery.recipient(),
        delivery.attempt(),
        Reason.masked(reason));
    return new Result(delivery, State.SET_ASIDE, now(), reason);
  }
}
