package org.grantlet.servlet.internal.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.catalog.ClientAuthMethod;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.detection.ProviderDetection;
import org.jspecify.annotations.Nullable;

/**
 * {@code /providers}: what an integration needs, and the provider of an email address. Thread-safe.
 */
record ProvidersApi(ProviderDefinitions catalog, ProviderDetection detection) {
  private static final int ADDRESS_LENGTH = 320;

  ApiReply detect(ApiCall call) {
    String email = call.query().required("email", ADDRESS_LENGTH);
    Optional<String> provider;
    try {
      provider = detection.detect(email);
    } catch (GrantletException e) {
      throw e.code() == ErrorCode.INVALID_FIELD
          ? new GrantletException(ErrorCode.INVALID_QUERY_PARAMS, String.valueOf(e.getMessage()), e)
          : e;
    }
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("email_address", email);
    view.put("detected", provider.isPresent());
    provider.ifPresent(
        name -> {
          view.put("provider", name);
          view.put("type", name);
        });
    return ApiReply.one(view);
  }

  ApiReply list(ApiCall call) {
    return Pagination.of(call.query()).cut(List.copyOf(catalog.entries()), ProvidersApi::view);
  }

  private static Map<String, @Nullable Object> view(ProviderDefinition entry) {
    boolean secret = entry.tokenEndpointAuthMethod() != ClientAuthMethod.NONE;
    List<Map<String, @Nullable Object>> settings = new ArrayList<>();
    settings.add(setting("client_id", true, ".+", "the client id that the provider gave you"));
    settings.add(
        setting("client_secret", secret, ".+", "the client secret that the provider gave you"));
    for (ProviderDefinition.Input input : entry.inputs()) {
      settings.add(
          setting(input.name(), entry.requires(input), input.pattern().pattern(), input.example()));
    }
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("provider", entry.provider());
    view.put("name", entry.name());
    view.put("settings", settings);
    view.put("scope_example", entry.guide().scopeExample());
    view.put("documentation", entry.guide().documentation());
    return view;
  }

  private static Map<String, @Nullable Object> setting(
      String name, boolean required, String pattern, String example) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("name", name);
    view.put("required", required);
    view.put("pattern", pattern);
    view.put("example", example);
    return view;
  }
}
