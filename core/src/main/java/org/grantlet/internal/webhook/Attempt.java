package org.grantlet.internal.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.json.JsonObject;
import org.grantlet.store.WebhookStore.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver a message.
 *
 * @param accountId the account id of the event's grant
 * @param at when it began
 * @param took until the last byte of the answer, or until it failed
 * @param status of HTTP; 0 if there was no answer
 * @param answer the beginning of it
 * @param error why there was no answer; null if there was one
 * @param retryAfter what the receiver asked for
 */
public record Attempt(
    String id,
    String eventId,
    String type,
    @Nullable String grantId,
    @Nullable String accountId,
    long attempt,
    Instant at,
    Duration took,
    int status,
    String answer,
    @Nullable String error,
    @Nullable Duration retryAfter) {
  private static final int GONE = 410;

  static Attempt answered(
      Message message,
      Instant at,
      Duration took,
      int status,
      String answer,
      @Nullable Duration retryAfter) {
    return of(message, at, took, status, answer, null, retryAfter);
  }

  static Attempt failed(Message message, Instant at, Duration took, String error) {
    return of(message, at, took, 0, "", error, null);
  }

  private static Attempt of(
      Message message,
      Instant at,
      Duration took,
      int status,
      String answer,
      @Nullable String error,
      @Nullable Duration retryAfter) {
    return new Attempt(
        UUID.randomUUID().toString(),
        message.id(),
        message.type(),
        message.grantId(),
        message.accountId(),
        message.attempt(),
        at,
        took,
        status,
        answer,
        error,
        retryAfter);
  }

  /** Whether the receiver has it. */
  public boolean isHeard() {
    return status / 100 == 2;
  }

  /** Whether the receiver wants no more. */
  boolean isGone() {
    return status == GONE;
  }

  /** What was wrong, for people. */
  String problem() {
    if (error != null) {
      return error;
    }
    String redirect = status / 100 == 3 ? ", and redirects are not followed" : "";
    return "the receiver answered HTTP status " + status + redirect;
  }

  Delivery stored() {
    return new Delivery(
        id,
        accountId,
        at,
        Json.text(
            JsonObject.empty()
                .put("event_id", eventId)
                .put("type", type)
                .put("grant_id", grantId)
                .put("attempt", attempt)
                .put("took", took.toMillis())
                .put("status", status)
                .put("answer", answer)
                .put("error", error)
                .members()));
  }

  static Attempt of(Delivery delivery) {
    JsonObject body = JsonObject.stored(Json.object(delivery.body()));
    String answer = body.string("answer");
    return new Attempt(
        delivery.id(),
        body.required("event_id"),
        body.required("type"),
        body.string("grant_id"),
        delivery.accountId(),
        body.number("attempt", 0),
        delivery.at(),
        Duration.ofMillis(body.number("took", 0)),
        (int) body.number("status", 0),
        answer == null ? "" : answer,
        body.string("error"),
        null);
  }

  /** As the API shows it. */
  public Map<String, @Nullable Object> view() {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("id", id);
    view.put("event_id", eventId);
    view.put("type", type);
    view.put("grant_id", grantId);
    view.put("attempt", attempt);
    view.put("at", at.getEpochSecond());
    view.put("duration_ms", took.toMillis());
    view.put("delivered", isHeard());
    view.put("status", status == 0 ? null : status);
    view.put("answer", answer);
    view.put("error", error);
    return view;
  }

  /** The answer may hold anything. */
  @Override
  public String toString() {
    return "Attempt[event=" + eventId + ", status=" + status + "]";
  }
}
