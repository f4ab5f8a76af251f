package org.grantlet.internal.event;

import java.util.Optional;
import java.util.function.Function;

/** How many events a recipient is being told, and how many more it may be. Not thread-safe. */
final class Pace {
  private Recipient recipient;
  private int running;
  private boolean failing;
  private boolean mayHaveMore = true;

  Pace(Recipient recipient) {
    this.recipient = recipient;
  }

  Recipient recipient() {
    return recipient;
  }

  /**
   * How many more events to claim.
   *
   * @param free how many more calls this node may make, to all recipients; no recipient takes more
   *     than half of them, so that one that is slow leaves some for the others
   */
  int room(int free) {
    int limit = failing ? 1 : recipient.concurrency();
    return Math.min(limit - running, (free + 1) / 2);
  }

  void began() {
    running++;
  }

  /** A call has ended; one that fails is called once at a time until it hears again. */
  void ended(boolean heard) {
    running--;
    failing = !heard;
    mayHaveMore = true;
  }

  /** Whether it is worth keeping; the recipient may be another one by now, of the same name. */
  boolean isStill(Function<String, Optional<? extends Recipient>> recipients) {
    Recipient now = recipients.apply(recipient.name()).orElse(null);
    if (now != null) {
      recipient = now;
    }
    return running > 0 || (failing && now != null);
  }

  boolean mayHaveMore() {
    return mayHaveMore;
  }

  void mayHaveMore(boolean value) {
    mayHaveMore = value;
  }
}
