package org.grantlet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events that somebody did not hear. With a durable store an event is told again, with growing
 * pauses, to who failed to hear it, and set aside in the end. In memory nothing is ever set aside:
 * events are told once. Thread-safe.
 */
public interface Events {
  /**
   * An event that is not told any more to one recipient, unless {@link #retell} is called.
   * Immutable.
   *
   * @param event the event; without personal data if the account was forgotten meanwhile
   * @param recipient who did not hear it: {@code listener:} and its name, or {@code webhook:} and
   *     its id
   * @param attempts how often it was tried
   * @param at when it was set aside
   * @param reason what the last attempt said, at most 500 characters; may quote the recipient, so
   *     escape it where it is shown
   */
  record SetAside(
      GrantEvent event, String recipient, int attempts, Instant at, @Nullable String reason) {}

  /**
   * How much there is still to tell. An event counts once for each recipient, and more than 100,000
   * are not counted.
   *
   * @param waiting what somebody has still to hear, now or after a pause
   * @param setAside what is not told any more
   */
  record Backlog(long waiting, long setAside) {}

  /**
   * How much there is still to tell, on all nodes together; asks the store.
   *
   * @return empty if events are not kept, or the store does not count them
   * @throws GrantletException {@link ErrorCode#UNAVAILABLE}
   */
  Optional<Backlog> backlog();

  /**
   * Events that were set aside in the last {@code grantlet.event-retention}, last ones first.
   *
   * @param limit how many at most, 1 to 200
   * @param offset how many to leave out
   */
  List<SetAside> setAside(int limit, int offset);

  /**
   * Tells an event again to all for whom it was set aside, soon and in the background, with as many
   * attempts as a new one.
   *
   * @param eventId the event's id
   * @return how many recipients those are; 0 if there is no such event, or it is not set aside
   */
  int retell(String eventId);
}
