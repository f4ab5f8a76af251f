package org.grantlet.internal.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.Grant.RefreshError;
import org.grantlet.GrantEvent;
import org.grantlet.GrantStatus;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.json.JsonObject;
import org.grantlet.store.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * Events as the outbox keeps them. What is about a person is apart, so that it can be removed; the
 * application's own id of the account is not.
 */
final class EventJson {
  private static final String LAST_REFRESH_ERROR = "last_refresh_error";
  private static final String REFRESH_ERROR = "refresh_error";

  private EventJson() {}

  /**
   * An event to keep.
   *
   * @param impersonal whether to leave out all that is personal
   */
  static Outbox.Event write(GrantEvent event, long position, boolean impersonal) {
    return new Outbox.Event(
        event.id(),
        event.type().wire(),
        event.time(),
        event.grantId(),
        event.grant().accountId(),
        position,
        Json.text(body(event).members()),
        impersonal ? null : Json.text(personal(event).members()));
  }

  private static JsonObject body(GrantEvent event) {
    Grant grant = event.grant();
    return JsonObject.empty()
        .put("source", event.source())
        .put("application_id", event.applicationId())
        .put("login_id", event.loginId())
        .put("provider", grant.provider())
        .put("integration_id", grant.integrationId())
        .put("status", grant.status().wire())
        .put("scope", grant.scope())
        .put("created_at", grant.createdAt().toEpochMilli())
        .put("updated_at", grant.updatedAt().toEpochMilli())
        .put("refreshable", grant.refreshable())
        .put("reason", grant.reason() == null ? null : grant.reason().wire())
        .put("last_refresh_at", millis(grant.lastRefreshAt()))
        .put(LAST_REFRESH_ERROR, error(grant.lastRefreshError()))
        .put(REFRESH_ERROR, error(event.refreshError()));
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  private static @Nullable Object error(@Nullable RefreshError error) {
    return error == null
        ? null
        : JsonObject.empty()
            .put("at", error.at().toEpochMilli())
            .put("since", error.since().toEpochMilli())
            .put("error", error.error())
            .put("count", error.count())
            .members();
  }

  private static @Nullable RefreshError error(JsonObject body, JsonObject personal, String member) {
    Map<String, @Nullable Object> members = body.object(member);
    if (members == null) {
      return null;
    }
    JsonObject error = JsonObject.stored(members);
    return new RefreshError(
        Instant.ofEpochMilli(error.number("at", 0)),
        Instant.ofEpochMilli(error.number("since", 0)),
        error.required("error"),
        personal.object(said(member)),
        (int) error.number("count", 1));
  }

  /** Providers like to name the user in what they say. */
  private static String said(String member) {
    return member + "_said";
  }

  private static @Nullable Object said(@Nullable RefreshError error) {
    return error == null ? null : error.providerError();
  }

  private static JsonObject personal(GrantEvent event) {
    Grant grant = event.grant();
    return JsonObject.empty()
        .put("email", grant.email())
        .put("email_verified", grant.emailVerified())
        .put("provider_user_id", grant.providerUserId())
        .put("metadata", grant.metadata())
        .put("settings", grant.settings())
        .put("state", grant.state())
        .put("ip", grant.ip())
        .put("user_agent", grant.userAgent())
        .put(said(LAST_REFRESH_ERROR), said(grant.lastRefreshError()))
        .put(said(REFRESH_ERROR), said(event.refreshError()));
  }

  /** An event that was kept. */
  static GrantEvent read(Outbox.Event kept) {
    JsonObject body = JsonObject.stored(nullable(kept.body()));
    JsonObject personal =
        kept.personal() == null ? JsonObject.empty() : JsonObject.stored(nullable(kept.personal()));
    String reason = body.string("reason");
    Long refreshedAt = body.number("last_refresh_at");
    Grant grant =
        Grant.builder(kept.grantId(), body.required("provider"), body.required("integration_id"))
            .status(GrantStatus.valueOf(body.required("status").toUpperCase(Locale.ROOT)))
            .email(personal.string("email"), personal.flag("email_verified"))
            .accountId(kept.accountId())
            .providerUserId(personal.string("provider_user_id"))
            .scope(body.list("scope"))
            .metadata(personal.any("metadata"))
            .settings(personal.any("settings"))
            .state(personal.string("state"))
            .browser(personal.string("ip"), personal.string("user_agent"))
            .createdAt(Instant.ofEpochMilli(body.number("created_at", 0)))
            .updatedAt(Instant.ofEpochMilli(body.number("updated_at", 0)))
            .refreshable(body.flag("refreshable", true))
            .reason(reason == null ? null : Grant.Reason.valueOf(reason.toUpperCase(Locale.ROOT)))
            .lastRefreshAt(refreshedAt == null ? null : Instant.ofEpochMilli(refreshedAt))
            .lastRefreshError(error(body, personal, LAST_REFRESH_ERROR))
            .build();
    return new GrantEvent(
        GrantEvent.Type.of(kept.type()),
        body.required("source"),
        kept.id(),
        kept.time(),
        body.string("application_id"),
        grant,
        body.string("login_id"),
        error(body, personal, REFRESH_ERROR));
  }

  private static Map<String, @Nullable Object> nullable(String text) {
    return new LinkedHashMap<>(Json.object(text));
  }
}
