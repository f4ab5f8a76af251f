package org.grantlet.servlet.internal.api;

import static org.grantlet.GrantletException.requireValid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.grantlet.AccessToken;
import org.grantlet.ErrorCode;
import org.grantlet.GrantQuery;
import org.grantlet.GrantQuery.SortBy;
import org.grantlet.GrantSpec;
import org.grantlet.GrantStatus;
import org.grantlet.GrantletException;
import org.grantlet.Grants;
import org.grantlet.internal.json.JsonObject;
import org.grantlet.internal.json.Limits;
import org.jspecify.annotations.Nullable;

/** The calls under {@code /grants}. Thread-safe. */
record GrantsApi(Grants grants) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Map<String, SortBy> SORT_BY =
      Map.of("created_at", SortBy.CREATED_AT, "updated_at", SortBy.UPDATED_AT);
  private static final Map<String, Boolean> ORDER_BY = Map.of("asc", true, "desc", false);
  private static final Map<String, GrantStatus> STATUS =
      Map.of("valid", GrantStatus.VALID, "invalid", GrantStatus.INVALID);

  ApiReply list(ApiCall call) {
    QueryParameters query = call.query();
    Pagination page = Pagination.of(query);
    SortBy sortBy = query.word("sort_by", SORT_BY);
    GrantQuery asked =
        GrantQuery.builder()
            .limit(page.limit())
            .offset(page.offset())
            .sortBy(sortBy == null ? SortBy.CREATED_AT : sortBy)
            .ascending(Boolean.TRUE.equals(query.word("order_by", ORDER_BY)))
            .since(query.time("since"))
            .before(query.time("before"))
            .email(query.text("email", 320))
            .status(query.word("grant_status", STATUS))
            .ip(query.text("ip", 64))
            .provider(query.text("provider", 64))
            .accountId(query.text("account_id", 256))
            .build();
    return ApiReply.page(
        grants.list(asked).stream().map(GrantView::of).toList(), page.limit(), page.offset());
  }

  /** How many there are, in all and by provider. */
  ApiReply summary(ApiCall call) {
    List<Map<String, @Nullable Object>> providers = new ArrayList<>();
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (GrantStatus status : GrantStatus.values()) {
      all.put(status.wire(), 0L);
    }
    grants
        .summary()
        .forEach(
            (provider, of) -> {
              Map<String, @Nullable Object> one = new LinkedHashMap<>();
              one.put("provider", provider);
              for (GrantStatus status : GrantStatus.values()) {
                long count = of.getOrDefault(status, 0L);
                one.put(status.wire(), count);
                all.merge(status.wire(), count, (x, y) -> (Long) x + (Long) y);
              }
              providers.add(one);
            });
    all.put("providers", providers);
    return ApiReply.one(all);
  }

  ApiReply create(ApiCall call) {
    JsonObject body = call.body();
    String provider = body.string("provider");
    if (provider == null || provider.isEmpty()) {
      throw new GrantletException(ErrorCode.PROVIDER_REQUIRED, "provider is required");
    }
    requireValid("provider", Limits.provider(provider));
    GrantSpec spec =
        new GrantSpec(
            ApiCall.newSettings(body),
            body.strings("scope"),
            body.object("metadata"),
            body.string("state"),
            body.string("account_id"));
    return ApiReply.one(GrantView.of(grants.create(provider, spec)));
  }

  ApiReply get(ApiCall call) {
    return ApiReply.one(GrantView.of(grants.get(id(call))));
  }

  ApiReply update(ApiCall call) {
    String id = id(call);
    JsonObject body = call.body();
    GrantSpec spec =
        new GrantSpec(
            body.any("settings"), body.strings("scope"), body.object("metadata"), null, null);
    return ApiReply.one(GrantView.of(grants.update(id, spec)));
  }

  ApiReply delete(ApiCall call) {
    return ApiReply.deleted(grants.delete(id(call)));
  }

  /** All of an account: without one, nothing is deleted. */
  ApiReply deleteAll(ApiCall call) {
    String accountId = call.query().required("account_id", 256);
    List<Map<String, @Nullable Object>> deleted = new ArrayList<>();
    grants
        .deleteAll(accountId)
        .forEach(
            (id, deletion) -> {
              Map<String, @Nullable Object> view = new LinkedHashMap<>();
              view.put("id", id);
              view.put("revoked", deletion.revoked());
              if (!deletion.revoked()) {
                view.put("reason", deletion.reason());
              }
              deleted.add(view);
            });
    return ApiReply.all(deleted);
  }

  ApiReply sync(ApiCall call) {
    call.query().time("sync_from"); // there is no mailbox here to sync: only its form is checked
    return ApiReply.one(GrantView.of(grants.refresh(id(call))));
  }

  ApiReply token(ApiCall call) {
    AccessToken token = grants.accessToken(id(call));
    Instant expiresAt = token.expiresAt();
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("access_token", token.value());
    view.put("token_type", token.tokenType());
    view.put("expires_at", expiresAt == null ? null : expiresAt.getEpochSecond());
    view.put("scope", token.scope());
    return ApiReply.one(view);
  }

  /** Asks no store for what cannot be an id. */
  static String id(ApiCall call) {
    String id = call.argument();
    if (!ID.matcher(id).matches()) {
      throw new GrantletException(ErrorCode.GRANT_NOT_FOUND, "There is no such grant");
    }
    return id;
  }
}
