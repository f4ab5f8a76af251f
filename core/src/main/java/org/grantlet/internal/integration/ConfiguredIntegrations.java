package org.grantlet.internal.integration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.grantlet.Integrations;

/** The integrations that the configuration names. Not thread-safe. */
public final class ConfiguredIntegrations {
  private final Map<String, IntegrationSpec> specs = new LinkedHashMap<>();

  public void add(String provider, IntegrationSpec spec) {
    specs.put(provider, spec);
  }

  /**
   * Makes them, or brings them up to date.
   *
   * @return what is wrong with those that could not be made, by their keys
   */
  public List<String> put(Integrations target, AppUrls urls) {
    List<String> problems = new ArrayList<>();
    specs.forEach(
        (provider, spec) -> {
          try {
            target.put(provider, resolved(spec, urls));
          } catch (GrantletException e) {
            problems.add("grantlet.integration." + provider + keyed(e));
          }
        });
    return problems;
  }

  private static IntegrationSpec resolved(IntegrationSpec spec, AppUrls urls) {
    List<String> uris = spec.redirectUris();
    return new IntegrationSpec(
        spec.name(),
        spec.settings(),
        spec.scope(),
        uris == null ? null : uris.stream().map(urls::resolve).toList(),
        spec.expiresIn());
  }

  /** An invalid field's message begins with its name, which is a key here. */
  private static String keyed(GrantletException e) {
    String message = String.valueOf(e.getMessage());
    if (e.code() != ErrorCode.INVALID_FIELD || message.startsWith("provider ")) {
      return ": " + message;
    }
    int space = message.indexOf(' ');
    return "."
        + message.substring(0, space).replace("settings.", "").replace('_', '-')
        + message.substring(space);
  }
}
