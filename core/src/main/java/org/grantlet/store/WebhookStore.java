package org.grantlet.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps webhooks, and what came of their last deliveries. Every call is atomic, and durable when it
 * returns. What is secret arrives encrypted. Implementations are thread-safe and throw {@link
 * org.grantlet.GrantletException} with {@link org.grantlet.ErrorCode#UNAVAILABLE} when they cannot
 * be reached.
 */
public interface WebhookStore {
  /**
   * A webhook as it is stored.
   *
   * @param id at most 64 characters
   * @param body a JSON object
   * @param version counts the changes, from 1
   */
  record Stored(String id, String body, long version) {}

  /**
   * What came of an attempt to deliver an event.
   *
   * @param id unique, at most 36 characters
   * @param accountId the account id of the event's grant, under which {@link #forget} finds it
   * @param at when it began
   * @param body a JSON object, which may hold what the receiver answered
   */
  record Delivery(String id, @Nullable String accountId, Instant at, String body) {}

  /** All webhooks, by id. */
  List<Stored> list();

  /** The webhook of an id. */
  Optional<Stored> find(String id);

  /** Adds one; false, and nothing is written, if there is one of this id. */
  boolean insert(Stored webhook);

  /** Replaces the version before this one; false, and nothing is written, if it is not stored. */
  boolean replace(Stored webhook);

  /** Removes one and its deliveries; false if it is not there. */
  boolean delete(String id);

  /**
   * Adds deliveries of a webhook, and removes its oldest beyond a number.
   *
   * @param keep how many may stay, those of the same moment as the last of them too
   */
  void log(String webhookId, List<Delivery> deliveries, int keep);

  /** Deliveries of a webhook, the newest first. */
  List<Delivery> deliveries(String webhookId, int limit, int offset);

  /** Removes the deliveries of an account, of all webhooks. */
  void forget(String accountId);
}
