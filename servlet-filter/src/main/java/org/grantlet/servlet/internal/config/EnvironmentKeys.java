package org.grantlet.servlet.internal.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.grantlet.internal.text.NearName;
import org.grantlet.provider.ProviderCatalog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys from the environment: {@code GRANTLET_BASE_URL}, and those of integrations and webhooks such
 * as {@code GRANTLET_INTEGRATION_GOOGLE_CLIENT_SECRET}. There an underscore may mean a dot, a
 * hyphen or an underscore, so a variable is read only if it can mean one key.
 */
final class EnvironmentKeys {
  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentKeys.class);
  private static final String OURS = ConfigKey.environment(ConfigKey.PREFIX);
  private static final String INTEGRATION = ConfigKey.environment(ConfigKey.INTEGRATION);
  private static final String WEBHOOK = ConfigKey.environment(ConfigKey.WEBHOOK);

  private EnvironmentKeys() {}

  /**
   * Replaces the values of other places with those of the environment; names variables that look
   * like ours and are not read.
   *
   * @return the variables that are read
   */
  static List<String> add(Map<String, String> merged, Map<String, String> environment) {
    Map<String, String> names =
        Arrays.stream(ConfigKey.values())
            .collect(Collectors.toMap(ConfigKey::environment, ConfigKey::property));
    names.put("GRANTLET_CATALOGUE", "grantlet.catalogue"); // the former name, an error as any other
    List<String> read = new ArrayList<>();
    for (String variable : new TreeSet<>(environment.keySet())) {
      String named = names.get(variable);
      String of = partOf(variable);
      List<String> keys =
          named != null ? List.of(named) : of == null ? List.of() : keys(variable, merged);
      if (keys.size() == 1) {
        merged.put(keys.get(0), String.valueOf(environment.get(variable)));
        read.add(variable);
      } else if (of != null) {
        LOG.warn(
            "the environment variable {} begins like a key of {} and is not read: {}",
            variable,
            of,
            keys.isEmpty() ? unknown(variable, merged) : "it could be any of " + keys);
      } else if (variable.startsWith(OURS)) {
        warnIfNear(variable, names.keySet(), merged);
      }
    }
    return read;
  }

  /** Other software has variables of such names, and placeholders name some: no key, no error. */
  private static void warnIfNear(String variable, Set<String> names, Map<String, String> merged) {
    String own = ConfigKey.environment(ConfigKey.CONFIG);
    if (variable.equals(own)) {
      LOG.warn("the environment variable {} is not read: say -Dgrantlet.config=FILE", variable);
      return;
    }
    String near = NearName.of(variable.substring(OURS.length()), shortened(names.stream()));
    boolean used = merged.values().stream().anyMatch(value -> value.contains("${env:" + variable));
    if (near != null && !used) {
      LOG.warn("the environment variable {} is not read; did you mean {}?", variable, OURS + near);
    }
  }

  private static List<String> shortened(Stream<String> names) {
    return names.map(name -> name.substring(OURS.length())).toList();
  }

  /** What it is a key of, if it begins like one of many. */
  private static @Nullable String partOf(String variable) {
    return variable.startsWith(INTEGRATION)
        ? "an integration"
        : variable.startsWith(WEBHOOK) ? "a webhook" : null;
  }

  private static List<String> keys(String variable, Map<String, String> merged) {
    return variable.startsWith(WEBHOOK)
        ? webhookKeys(variable.substring(WEBHOOK.length()), merged)
        : keys(variable.substring(INTEGRATION.length()), providers(merged));
  }

  /** All keys that a variable can mean: of names in other places, else of a name of one word. */
  private static List<String> webhookKeys(String rest, Map<String, String> merged) {
    Set<String> names = new LinkedHashSet<>(WebhookKeys.names(merged));
    List<String> keys = new ArrayList<>();
    for (String member : WebhookKeys.MEMBERS) {
      String end = "_" + ConfigKey.environment(member);
      if (rest.endsWith(end)) {
        String name = rest.substring(0, rest.length() - end.length());
        names.stream()
            .filter(known -> ConfigKey.environment(known).equals(name))
            .forEach(known -> keys.add(ConfigKey.WEBHOOK + known + "." + member));
        if (keys.isEmpty() && !name.isEmpty() && name.indexOf('_') < 0) {
          keys.add(ConfigKey.WEBHOOK + name.toLowerCase(Locale.ROOT) + "." + member);
        }
      }
    }
    return keys;
  }

  private static String unknown(String variable, Map<String, String> merged) {
    if (variable.startsWith(WEBHOOK)) {
      return "it ends with none of URL, SECRET and EVENTS, or its name has an underscore, and no"
          + " other place says which name that is";
    }
    String rest = variable.substring(INTEGRATION.length());
    List<String> known = new ArrayList<>();
    for (String provider : providers(merged)) {
      String start = ConfigKey.environment(provider) + "_";
      if (rest.startsWith(start)) {
        IntegrationKeys.settings(provider)
            .forEach(name -> known.add(start + ConfigKey.environment(name)));
      }
    }
    String near = NearName.of(rest, known);
    return "it ends with no setting that is known"
        + (near == null ? "" : "; did you mean " + INTEGRATION + near + "?");
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
