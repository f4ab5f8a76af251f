package org.grantlet.servlet.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.provider.catalogue.ProviderCatalogue;
import org.grantlet.provider.catalogue.ProviderEntry;
import org.jspecify.annotations.Nullable;

/** {@code GET /providers}: what an integration of each provider needs. Thread-safe. */
final class ProviderCalls {
  private final ProviderCatalogue catalogue;

  ProviderCalls(ProviderCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  ApiReply list(Call call) {
    return Page.of(call.query()).cut(List.copyOf(catalogue.entries()), ProviderCalls::view);
  }

  private static Map<String, @Nullable Object> view(ProviderEntry entry) {
    boolean secret = !"none".equals(entry.tokenEndpointAuthMethod());
    List<Map<String, @Nullable Object>> settings = new ArrayList<>();
    settings.add(setting("client_id", true, ".+", "the client id that the provider gave you"));
    settings.add(
        setting("client_secret", secret, ".+", "the client secret that the provider gave you"));
    for (ProviderEntry.Input input : entry.inputs()) {
      settings.add(
          setting(input.name(), entry.requires(input), input.pattern().pattern(), input.example()));
    }
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("provider", entry.provider());
    view.put("name", entry.name());
    view.put("settings", settings);
    view.put("scope_example", entry.scopeExample());
    view.put("documentation", entry.documentation());
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
