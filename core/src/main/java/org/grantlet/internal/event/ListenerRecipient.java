package org.grantlet.internal.event;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.grantlet.GrantEvent;
import org.grantlet.internal.text.Reason;

/** A listener as a recipient: what it throws, it hears again after a pause. Thread-safe. */
final class ListenerRecipient implements Recipient {
  /** What the names of listeners begin with. */
  static final String PREFIX = "listener:";

  /** After so many attempts there is no more pause, and the event is set aside. */
  private static final List<Duration> PAUSES = RetryPauses.OF_LISTENERS;

  private final Listeners.Subscriber subscriber;
  private final String name;
  private final Clock clock;

  ListenerRecipient(Listeners.Subscriber subscriber, Clock clock) {
    this.subscriber = subscriber;
    this.clock = clock;
    name = PREFIX + subscriber.listener().name();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Outcome deliver(GrantEvent event, int attempt) {
    Throwable thrown = subscriber.tell(event);
    if (thrown == null) {
      return Outcome.heard();
    }
    String reason = Reason.of(Reason.loggable(thrown));
    return attempt > PAUSES.size()
        ? Outcome.setAside(reason)
        : Outcome.again(clock.instant().plus(PAUSES.get(attempt - 1)), reason);
  }
}
