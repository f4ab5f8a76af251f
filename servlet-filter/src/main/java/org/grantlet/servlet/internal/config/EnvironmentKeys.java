package org.grantlet.servlet.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.grantlet.provider.ProviderCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys of integrations from the environment: {@code GRANTLET_INTEGRATION_GOOGLE_CLIENT_SECRET}. An
 * underscore may mean a dot, a hyphen or an underscore, so a variable is read only if it can mean
 * one key.
 */
final class EnvironmentKeys {
  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentKeys.class);
  private static final String PREFIX = ConfigKey.environment(ConfigKey.INTEGRATION);

  private EnvironmentKeys() {}

  /** Replaces the values of other places with those of the environment. */
  static void add(Map<String, String> merged, Map<String, String> environment) {
    for (String variable : new TreeSet<>(environment.keySet())) {
      if (variable.startsWith(PREFIX)) {
        List<String> keys = keys(variable.substring(PREFIX.length()), providers(merged));
        if (keys.size() == 1) {
          merged.put(keys.get(0), String.valueOf(environment.get(variable)));
        } else {
          LOG.warn(
              "the environment variable {} begins like a key of an integration and is not read: {}",
              variable,
              keys.isEmpty()
                  ? "it ends with no setting that is known"
                  : "it could be any of " + keys);
        }
      }
    }
  }

  /** All keys that a variable can mean: of known providers, else of one whose name is one word. */
  private static List<String> keys(String rest, Set<String> providers) {
    List<String> keys = new ArrayList<>();
    for (String provider : providers) {
      String start = ConfigKey.environment(provider) + "_";
      if (rest.startsWith(start)) {
        addKey(keys, provider, rest.substring(start.length()));
      }
    }
    int underscore = rest.indexOf('_');
    if (keys.isEmpty() && underscore > 0) {
      String word = rest.substring(0, underscore).toLowerCase(Locale.ROOT);
      addKey(keys, word, rest.substring(underscore + 1));
    }
    return keys;
  }

  private static void addKey(List<String> keys, String provider, String member) {
    IntegrationKeys.settings(provider).stream()
        .filter(name -> ConfigKey.environment(name).equals(member))
        .forEach(name -> keys.add(ConfigKey.INTEGRATION + provider + "." + name));
  }

  /** The providers of the catalog, and those that other places name. */
  private static Set<String> providers(Map<String, String> merged) {
    Set<String> providers = new TreeSet<>(ProviderCatalog.builtIn().names());
    for (String key : merged.keySet()) {
      int dot = key.lastIndexOf('.');
      if (key.startsWith(ConfigKey.INTEGRATION) && dot > ConfigKey.INTEGRATION.length()) {
        providers.add(key.substring(ConfigKey.INTEGRATION.length(), dot));
      }
    }
    return providers;
  }
}
