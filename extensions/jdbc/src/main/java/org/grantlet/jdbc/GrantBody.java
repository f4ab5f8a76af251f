package org.grantlet.jdbc;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.Grant.RefreshError;
import org.grantlet.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What the column {@code body} of a grant holds: everything that no query asks for. */
final class GrantBody {
  private GrantBody() {}

  static String write(Grant grant) {
    return Body.write(
        JsonObject.empty()
            .put("scope", grant.scope())
            .put("metadata", grant.metadata())
            .put("settings", grant.settings())
            .put("state", grant.state())
            .put("user_agent", grant.userAgent())
            .put("email_verified", grant.emailVerified())
            .put("refreshable", grant.refreshable())
            .put("reason", grant.reason() == null ? null : grant.reason().wire())
            .put("last_refresh_at", seconds(grant.lastRefreshAt()))
            .put("last_refresh_error", write(grant.lastRefreshError())));
  }

  private static @Nullable Object write(@Nullable RefreshError error) {
    return error == null
        ? null
        : JsonObject.empty()
            .put("at", seconds(error.at()))
            .put("since", seconds(error.since()))
            .put("error", error.error())
            .put("provider_error", error.providerError())
            .put("count", error.count())
            .members();
  }

  /** Reads it into a grant, with the columns that belong to its members. */
  static void read(String text, @Nullable String email, @Nullable String ip, Grant.Builder grant) {
    JsonObject body = Body.read(text);
    String reason = body.string("reason");
    Map<String, @Nullable Object> error = body.object("last_refresh_error");
    grant
        .email(email, body.flag("email_verified"))
        .scope(body.list("scope"))
        .metadata(body.any("metadata"))
        .settings(body.any("settings"))
        .state(body.string("state"))
        .browser(ip, body.string("user_agent"))
        // Version 1 did not say; a refresh puts it right.
        .refreshable(body.flag("refreshable", true))
        .reason(reason == null ? null : Grant.Reason.valueOf(reason.toUpperCase(Locale.ROOT)))
        .lastRefreshAt(time(body.number("last_refresh_at")))
        .lastRefreshError(error == null ? null : read(JsonObject.stored(error)));
  }

  private static RefreshError read(JsonObject error) {
    return new RefreshError(
        Instant.ofEpochSecond(error.number("at", 0)),
        Instant.ofEpochSecond(error.number("since", 0)),
        error.required("error"),
        error.object("provider_error"),
        (int) error.number("count", 1));
  }

  private static @Nullable Long seconds(@Nullable Instant time) {
    return time == null ? null : time.getEpochSecond();
  }

  private static @Nullable Instant time(@Nullable Long seconds) {
    return seconds == null ? null : Instant.ofEpochSecond(seconds);
  }
}
