package org.grantlet.servlet.internal.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.Integration;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The calls under {@code /integrations}. Thread-safe. */
record IntegrationsApi(IntegrationService integrations, boolean revealSecrets) {
  ApiReply list(ApiCall call) {
    return Pagination.of(call.query()).cut(integrations.list(), this::view);
  }

  ApiReply create(ApiCall call) {
    JsonObject body = call.body();
    return ApiReply.one(
        view(
            integrations.create(body.required("provider"), spec(body, ApiCall.newSettings(body)))));
  }

  ApiReply get(ApiCall call) {
    return ApiReply.one(view(integrations.get(call.argument())));
  }

  ApiReply update(ApiCall call) {
    JsonObject body = call.body();
    return ApiReply.one(
        view(integrations.update(call.argument(), spec(body, body.any("settings")))));
  }

  ApiReply delete(ApiCall call) {
    integrations.delete(call.argument());
    return ApiReply.done();
  }

  private static IntegrationSpec spec(JsonObject body, Map<String, @Nullable Object> settings) {
    return new IntegrationSpec(
        body.string("name"),
        settings,
        body.strings("scope"),
        body.strings("redirect_uris"),
        body.seconds("expires_in"));
  }

  private Map<String, @Nullable Object> view(Integration integration) {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>(integration.settings());
    for (String member : integration.encryptedSettings().keySet()) {
      settings.put(member, shown(integration, member));
    }
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("id", integration.id());
    view.put("provider", integration.provider());
    view.put("name", integration.name());
    view.put("settings", settings);
    view.put("scope", integration.scope());
    view.put("redirect_uris", integration.redirectUris());
    view.put("expires_in", integration.expiresIn().toSeconds());
    view.put("created_at", integration.createdAt().getEpochSecond());
    view.put("updated_at", integration.updatedAt().getEpochSecond());
    return view;
  }

  private @Nullable String shown(Integration integration, String member) {
    if (!revealSecrets) {
      return IntegrationSpec.MASK;
    }
    Secret secret = integrations.secret(integration, member);
    return secret == null ? null : secret.reveal();
  }
}
