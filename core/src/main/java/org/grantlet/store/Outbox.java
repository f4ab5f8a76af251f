package org.grantlet.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes of grants together with the events that tell them, and knows who has still to hear
 * each event. Optional: without it, events are told at most once, by the process that made them.
 *
 * <p>A store that has an outbox promises:
 *
 * <ul>
 *   <li><b>One transaction.</b> A change, its events, and one open delivery of each event for each
 *       subscription to its type are durable when the call returns, or none of them is written.
 *   <li><b>Order.</b> The open deliveries of one grant to one recipient form a line, by {@link
 *       Event#position}. At most one delivery of a line is due or claimed; it is the first one,
 *       except while one that was set aside is told again. The next one becomes due when it is
 *       heard or set aside.
 *   <li><b>Claims.</b> Of any number of simultaneous callers, on any number of nodes, one gets a
 *       delivery, and nobody else before the claim's end. The attempt is counted before it is made.
 *   <li><b>Bounds.</b> All reads are by index, and no transaction is open between two calls.
 * </ul>
 *
 * <p>Every call is atomic, and durable when it returns. Implementations are thread-safe and throw
 * {@link org.grantlet.GrantletException} with {@link org.grantlet.ErrorCode#UNAVAILABLE} when they
 * cannot be reached, and {@link UnstorableException} when they do not take a value. Times have
 * milliseconds.
 */
public interface Outbox extends AutoCloseable {
  /**
   * An event as it is kept. It holds no token and no secret. Immutable.
   *
   * @param id a UUID; the same for every repetition
   * @param type such as {@code grant.created}
   * @param time when it happened
   * @param grantId the grant that it is about
   * @param accountId the grant's account id, under which {@link #forget} finds it
   * @param position orders the events of one grant: each is greater than those before it
   * @param body JSON without personal data, at most 200,000 characters
   * @param personal JSON that {@link #forget} removes, at most 200,000 characters; null if there is
   *     none
   */
  record Event(
      String id,
      String type,
      Instant time,
      String grantId,
      @Nullable String accountId,
      long position,
      String body,
      @Nullable String personal) {
    @Override
    public String toString() {
      return "Event[id=" + id + ", type=" + type + ", grantId=" + grantId + "]";
    }
  }

  /**
   * Who wants which events. Immutable.
   *
   * @param recipient a name of at most 200 characters, such as {@code listener:com.example.Crm}
   * @param types the types of events
   * @param until when it ends unless it is renewed; null if only {@link #unsubscribe} ends it
   */
  record Subscription(String recipient, Set<String> types, @Nullable Instant until) {
    /** Copies the types. */
    public Subscription {
      types = Set.copyOf(types);
    }
  }

  /**
   * The right to tell deliveries.
   *
   * @param holder the node that has it
   * @param now when it gets it
   * @param until when it ends, unless it is renewed
   */
  record Claim(String holder, Instant now, Instant until) {}

  /**
   * An event for a recipient, claimed by the caller.
   *
   * @param event the event
   * @param recipient who is to hear it
   * @param attempt the number of this attempt, from 1
   * @param lost how many attempts before this one have no result, because their nodes died or lost
   *     their claims; if there is one, {@link #count} counts this attempt, and the claim did not
   */
  record Delivery(Event event, String recipient, int attempt, int lost) {}

  /** What became of an attempt. */
  enum State {
    /** The recipient has heard it. */
    HEARD,
    /** It is told again later. */
    AGAIN,
    /** It is not told again unless somebody asks for it. */
    SET_ASIDE
  }

  /**
   * The result of an attempt.
   *
   * @param delivery what was tried
   * @param state what became of it
   * @param at when; for {@link State#AGAIN}: when it is due again
   * @param reason why it was not heard, cleaned and at most 500 characters; null if it was
   */
  record Result(Delivery delivery, State state, Instant at, @Nullable String reason) {}

  /**
   * An event that a recipient did not hear, and that is not tried any more.
   *
   * @param event the event
   * @param recipient who did not hear it
   * @param attempts how often it was tried
   * @param at when it was set aside
   * @param reason what the last attempt said
   */
  record SetAside(
      Event event, String recipient, int attempts, Instant at, @Nullable String reason) {}

  /**
   * How many deliveries there are.
   *
   * @param open those that somebody has still to hear
   * @param setAside those that are not tried any more
   */
  record Backlog(long open, long setAside) {}

  /**
   * {@link GrantStore#insert}, with events.
   *
   * @param atOnce recipients that the caller tells as soon as this returns: what is first in its
   *     line is claimed for them, and given back
   * @return what the caller has claimed; empty, and nothing is written, if the id or the account
   *     has a grant already
   */
  Optional<List<Delivery>> insert(
      StoredGrant grant, List<Event> events, Set<String> atOnce, Claim claim);

  /**
   * {@link GrantStore#replace}, with events.
   *
   * @return what the caller has claimed; empty, and nothing is written, if the version before this
   *     one is not the version that is stored, or if the account has another grant
   */
  Optional<List<Delivery>> replace(
      StoredGrant grant, List<Event> events, Set<String> atOnce, Claim claim);

  /**
   * {@link GrantStore#delete}, with events, and of this version alone.
   *
   * @return what the caller has claimed; empty, and nothing is written, if another version or none
   *     is stored
   */
  Optional<List<Delivery>> delete(
      StoredGrant grant, List<Event> events, Set<String> atOnce, Claim claim);

  /** Adds a subscription, or replaces that of the same recipient; holds for changes after it. */
  void subscribe(Subscription subscription);

  /** Ends a subscription, and removes what its recipient has still to hear. */
  void unsubscribe(String recipient);

  /** Removes what a recipient has still to hear; the subscription stays. */
  void drop(String recipient);

  /** All subscriptions, by recipient. */
  List<Subscription> subscriptions();

  /** The recipients of deliveries that are due. */
  List<String> due(Instant now);

  /**
   * Takes deliveries that are due, those first that are due for longest.
   *
   * @param limit how many at most
   */
  List<Delivery> claim(String recipient, Claim claim, int limit);

  /**
   * Counts the attempt of a delivery with lost ones, before it is made: so of several that were
   * claimed together, the one that ends its node is the only one that is counted.
   *
   * @return false if the caller's claim has ended
   */
  boolean count(Delivery delivery, String holder);

  /** Makes the holder's claims last longer; those that it has lost stay lost. */
  void renew(Collection<Delivery> deliveries, Claim claim);

  /**
   * Writes results. What is no longer open stays as it is.
   *
   * @param holder whose claims those were; of one that has lost its claim, only that a delivery was
   *     heard or set aside is taken
   * @param now when the next ones are due
   */
  void finish(List<Result> results, String holder, Instant now);

  /**
   * How many deliveries are open, and how many were set aside.
   *
   * @param most what is not counted any further, so that this takes a bounded time; positive
   * @return empty if the store does not count them
   */
  default Optional<Backlog> backlog(int most) {
    return Optional.empty();
  }

  /** Deliveries that were set aside, last ones first. */
  List<SetAside> setAside(int limit, int offset);

  /**
   * Makes the deliveries of an event that were set aside due again, with attempts from 1.
   *
   * @return how many those were
   */
  int retell(String eventId, Instant now);

  /**
   * Makes deliveries of all events since a time that the recipient is subscribed to now, and has
   * not heard.
   *
   * @return how many became open by this
   */
  int redeliver(String recipient, Instant since, Instant now);

  /** Makes what waits for its next attempt due now, for a recipient that hears again. */
  void hurry(String recipient, Instant now);

  /**
   * Takes an account's personal data out: removes its deliveries that are heard or set aside, and
   * the events that nobody has still to hear; the others lose {@link Event#personal}.
   */
  void forget(String accountId);

  /**
   * Removes old events that nobody has still to hear, deliveries that were set aside before that
   * time, and subscriptions that have ended, with their deliveries.
   *
   * @param before the time
   * @param limit how many events at most
   * @return how many events were removed
   */
  int purge(Instant before, Instant now, int limit);

  /** Releases what the outbox holds. */
  @Override
  default void close() {}
}
