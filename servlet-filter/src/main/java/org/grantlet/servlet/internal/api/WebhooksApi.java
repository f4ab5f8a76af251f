package org.grantlet.servlet.internal.api;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.grantlet.internal.json.JsonObject;
import org.grantlet.internal.webhook.Attempt;
import org.grantlet.internal.webhook.Webhook;
import org.grantlet.internal.webhook.WebhookChanges.Made;
import org.grantlet.internal.webhook.Webhooks;
import org.jspecify.annotations.Nullable;

/**
 * The calls under {@code /webhooks}. Thread-safe.
 *
 * @param webhooks throws {@code webhook.refused} where the store keeps no events
 */
record WebhooksApi(Supplier<Webhooks> webhooks) {
  /** A day. */
  private static final int OVERLAP = 86_400;

  private static final int LONGEST_OVERLAP = 7 * OVERLAP;

  ApiReply list(ApiCall call) {
    return Pagination.of(call.query()).cut(webhooks.get().list(), WebhooksApi::view);
  }

  ApiReply create(ApiCall call) {
    JsonObject body = call.body();
    return shown(
        webhooks
            .get()
            .changes()
            .create(body.required("webhook_url"), types(body), body.string("description")));
  }

  ApiReply get(ApiCall call) {
    return ApiReply.one(view(webhooks.get().get(call.argument())));
  }

  ApiReply replace(ApiCall call) {
    JsonObject body = call.body();
    return ApiReply.one(
        view(
            webhooks
                .get()
                .changes()
                .update(
                    call.argument(),
                    body.required("webhook_url"),
                    types(body),
                    body.string("description"))));
  }

  ApiReply delete(ApiCall call) {
    webhooks.get().delete(call.argument());
    return ApiReply.done();
  }

  ApiReply deliveries(ApiCall call) {
    Pagination page = Pagination.of(call.query());
    return ApiReply.page(
        webhooks.get().deliveries(call.argument(), page.limit(), page.offset()).stream()
            .map(Attempt::view)
            .toList(),
        page.limit(),
        page.offset());
  }

  ApiReply test(ApiCall call) {
    return ApiReply.one(webhooks.get().test(call.argument()).view());
  }

  ApiReply enable(ApiCall call) {
    return ApiReply.one(view(webhooks.get().enable(call.argument())));
  }

  ApiReply redeliver(ApiCall call) {
    Instant since = call.query().time("since");
    if (since == null) {
      throw ApiException.invalidQuery("since", "is required, in the query");
    }
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("redelivered", webhooks.get().redeliver(call.argument(), since));
    return ApiReply.one(view);
  }

  ApiReply rotateSecret(ApiCall call) {
    int overlap = call.query().integer("overlap", 0, LONGEST_OVERLAP, OVERLAP);
    return shown(webhooks.get().changes().rotate(call.argument(), Duration.ofSeconds(overlap)));
  }

  private static @Nullable List<String> types(JsonObject body) {
    return body.strings("trigger_types");
  }

  /** With the secret, once. */
  private static ApiReply shown(Made made) {
    Map<String, @Nullable Object> view = view(made.webhook());
    view.put("webhook_secret", made.secret().reveal());
    return ApiReply.one(view);
  }

  private static Map<String, @Nullable Object> view(Webhook webhook) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("id", webhook.id());
    view.put("description", webhook.description());
    view.put("webhook_url", webhook.url());
    view.put("trigger_types", webhook.types());
    view.put("configured", webhook.isConfigured());
    view.put("status", webhook.health().status().wire());
    view.put("failing_since", seconds(webhook.health().failingSince()));
    view.put("error", webhook.health().error());
    view.put("old_secret_until", seconds(webhook.oldSecretUntil()));
    view.put("created_at", webhook.createdAt().getEpochSecond());
    view.put("updated_at", webhook.updatedAt().getEpochSecond());
    return view;
  }

  private static @Nullable Long seconds(@Nullable Instant time) {
    return time == null ? null : time.getEpochSecond();
  }
}
