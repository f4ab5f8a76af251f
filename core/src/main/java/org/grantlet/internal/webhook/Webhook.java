package org.grantlet.internal.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.json.JsonObject;
import org.grantlet.store.WebhookStore.Stored;
import org.jspecify.annotations.Nullable;

/**
 * A webhook. Immutable.
 *
 * @param id the name in its keys, or a UUID
 * @param configuredUntil for one that keys or the builder made: when it ends, unless a node that
 *     has these keys keeps it; null for one that the API made
 * @param types what it asked for
 * @param encryptedSecrets newest first
 * @param oldSecretUntil how long the second secret signs, too; null if that does not end
 * @param health how it is
 * @param version counts the changes, from 1
 */
public record Webhook(
    String id,
    @Nullable Instant configuredUntil,
    String url,
    List<String> types,
    @Nullable String description,
    List<String> encryptedSecrets,
    @Nullable Instant oldSecretUntil,
    Health health,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  /** How a webhook is. */
  public enum Status {
    /** It is sent events. */
    ACTIVE,
    /** It has failed for a while, and is sent events. */
    FAILING,
    /** It has failed for so long that it is sent no more events. */
    FAILED,
    /** Its receiver wants no more events: it answered 410. */
    ENDED;

    /** The word in the API. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How a webhook is, and since when.
   *
   * @param failingSince when the first attempt failed after the last that was heard; null if none
   * @param failedAt when one of them failed last, to the minute
   * @param error what was wrong then
   */
  public record Health(
      Status status,
      @Nullable Instant failingSince,
      @Nullable Instant failedAt,
      @Nullable String error) {
    static final Health GOOD = new Health(Status.ACTIVE, null, null, null);
  }

  /** Whether a node that has its keys was there recently enough. */
  boolean isKeptUntil(Instant time) {
    return configuredUntil != null && !configuredUntil.isBefore(time);
  }

  /** Whether it is sent events. */
  boolean isSent() {
    return health.status() == Status.ACTIVE || health.status() == Status.FAILING;
  }

  /** Whether keys, or the builder, made it. */
  public boolean isConfigured() {
    return configuredUntil != null;
  }

  Webhook with(Health changed) {
    return copy(url, types, description, encryptedSecrets, oldSecretUntil, changed, updatedAt);
  }

  /** With other secrets. */
  Webhook with(List<String> secrets, @Nullable Instant until) {
    return copy(url, types, description, secrets, until, health, updatedAt);
  }

  /** For other events, or at another URL, where it begins anew. */
  Webhook at(String other, List<String> asked) {
    Health there = other.equals(url) ? health : Health.GOOD;
    return copy(other, asked, description, encryptedSecrets, oldSecretUntil, there, updatedAt);
  }

  Webhook describedAs(@Nullable String described) {
    return copy(url, types, described, encryptedSecrets, oldSecretUntil, health, updatedAt);
  }

  Webhook updated(Instant now) {
    return copy(url, types, description, encryptedSecrets, oldSecretUntil, health, now);
  }

  private Webhook copy(
      String otherUrl,
      List<String> otherTypes,
      @Nullable String otherDescription,
      List<String> otherSecrets,
      @Nullable Instant until,
      Health otherHealth,
      Instant at) {
    return new Webhook(
        id,
        configuredUntil,
        otherUrl,
        otherTypes,
        otherDescription,
        otherSecrets,
        until,
        otherHealth,
        createdAt,
        at,
        version);
  }

  /** The next version of it. */
  Webhook next() {
    return copy(configuredUntil, version + 1);
  }

  Webhook configuredUntil(Instant end) {
    return copy(end, version);
  }

  private Webhook copy(@Nullable Instant end, long number) {
    return new Webhook(
        id,
        end,
        url,
        types,
        description,
        encryptedSecrets,
        oldSecretUntil,
        health,
        createdAt,
        updatedAt,
        number);
  }

  static Webhook of(Stored stored) {
    JsonObject body = JsonObject.stored(Json.object(stored.body()));
    return new Webhook(
        stored.id(),
        time(body, "configured_until"),
        body.required("url"),
        body.list("types"),
        body.string("description"),
        body.list("secrets"),
        time(body, "old_secret_until"),
        new Health(
            Status.valueOf(body.required("status")),
            time(body, "failing_since"),
            time(body, "failed_at"),
            body.string("error")),
        Instant.ofEpochMilli(body.number("created_at", 0)),
        Instant.ofEpochMilli(body.number("updated_at", 0)),
        stored.version());
  }

  private static @Nullable Instant time(JsonObject body, String member) {
    Long millis = body.number(member);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  Stored stored() {
    JsonObject body =
        JsonObject.empty()
            .put("configured_until", millis(configuredUntil))
            .put("url", url)
            .put("types", types)
            .put("description", description)
            .put("secrets", encryptedSecrets)
            .put("old_secret_until", millis(oldSecretUntil))
            .put("status", health.status().name())
            .put("failing_since", millis(health.failingSince()))
            .put("failed_at", millis(health.failedAt()))
            .put("error", health.error())
            .put("created_at", createdAt.toEpochMilli())
            .put("updated_at", updatedAt.toEpochMilli());
    return new Stored(id, Json.text(body.members()), version);
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  /** Its path and query may hold a secret of the receiver. */
  @Override
  public String toString() {
    return "Webhook[id=" + id + ", version=" + version + "]";
  }
}
