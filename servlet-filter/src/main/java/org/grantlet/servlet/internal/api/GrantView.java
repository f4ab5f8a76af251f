package org.grantlet.servlet.internal.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.Grant.RefreshError;
import org.jspecify.annotations.Nullable;

/** A grant on the wire. */
final class GrantView {
  private GrantView() {}

  static Map<String, @Nullable Object> of(Grant grant) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("id", grant.id());
    view.put("provider", grant.provider());
    view.put("grant_status", grant.status().wire());
    if (grant.reason() != null) {
      view.put("reason", grant.reason().wire());
    }
    view.put("email", grant.email());
    if (grant.emailVerified() != null) {
      view.put("email_verified", grant.emailVerified());
    }
    view.put("account_id", grant.accountId());
    view.put("provider_user_id", grant.providerUserId());
    view.put("scope", grant.scope());
    view.put("metadata", grant.metadata());
    view.put("settings", grant.settings());
    view.put("state", grant.state());
    view.put("ip", grant.ip());
    view.put("user_agent", grant.userAgent());
    view.put("created_at", grant.createdAt().getEpochSecond());
    view.put("updated_at", grant.updatedAt().getEpochSecond());
    view.put("refreshable", grant.refreshable());
    Instant refreshed = grant.lastRefreshAt();
    view.put("last_refresh_at", refreshed == null ? null : refreshed.getEpochSecond());
    RefreshError error = grant.lastRefreshError();
    view.put("last_refresh_error", error == null ? null : of(error));
    return view;
  }

  private static Map<String, @Nullable Object> of(RefreshError error) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("at", error.at().getEpochSecond());
    view.put("since", error.since().getEpochSecond());
    view.put("error", error.error());
    if (error.providerError() != null) {
      view.put("provider_error", error.providerError());
    }
    view.put("count", error.count());
    return view;
  }
}
