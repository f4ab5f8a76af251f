package org.grantlet.servlet.internal.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.integration.SettingNames;
import org.grantlet.internal.text.NearName;
import org.jspecify.annotations.Nullable;

/** Collects {@code grantlet.integration.<provider>.<setting>} keys, provider by provider. */
final class IntegrationKeys {
  private static final Pattern KEY =
      Pattern.compile(
          Pattern.quote(ConfigKey.INTEGRATION)
              + "([a-z0-9][a-z0-9_-]{0,63})\\.([a-z0-9][a-z0-9-]{0,63})");

  private final List<String> problems;
  private final Map<String, IntegrationSpec.Builder> builders = new LinkedHashMap<>();

  IntegrationKeys(List<String> problems) {
    this.problems = problems;
  }

  void add(String property, String value) {
    Matcher matcher = KEY.matcher(property);
    if (!matcher.matches()) {
      String meant = meant(property);
      problems.add(
          property
              + " is not of the form grantlet.integration.<provider>.<setting>"
              + (meant == null
                  ? ", such as grantlet.integration.google.client-id"
                  : "; did you mean " + meant + "?"));
      if (meant != null) {
        add(meant, value); // so that nothing is called missing that is there
      }
      return;
    }
    IntegrationSpec.Builder spec =
        builders.computeIfAbsent(matcher.group(1), provider -> IntegrationSpec.builder());
    String setting = matcher.group(2);
    switch (setting) {
      case "name" -> spec.name(value);
      case "scope" -> spec.scope(words(value));
      case "redirect-uris" -> spec.redirectUris(FilterOptions.list(value).toArray(String[]::new));
      case "expires-in" -> expiresIn(property, value, spec);
      case "require-all-scopes", "shared-callback" -> flag(property, value, setting, spec);
      case "authorization-parameters" -> parameters(property, value, spec);
      default -> spec.setting(setting.replace('-', '_'), value);
    }
  }

  /** The key in the right letters, if that gives one. */
  private static @Nullable String meant(String property) {
    int dot = property.lastIndexOf('.');
    if (dot <= ConfigKey.INTEGRATION.length()) {
      return null;
    }
    String provider = property.substring(ConfigKey.INTEGRATION.length(), dot);
    String lower = provider.toLowerCase(Locale.ROOT);
    String setting = NearName.of(property.substring(dot + 1), settings(lower));
    String meant = ConfigKey.INTEGRATION + lower + "." + setting;
    return setting != null && KEY.matcher(meant).matches() ? meant : null;
  }

  /** The last parts of the keys of a provider, by its built-in entry. */
  static List<String> settings(String provider) {
    Set<String> names = new TreeSet<>(SettingNames.MEMBERS);
    names.addAll(SettingNames.of(ProviderDefinitions.builtIn().find(provider)));
    return names.stream().map(name -> name.replace('_', '-')).toList();
  }

  Map<String, IntegrationSpec> specs() {
    Map<String, IntegrationSpec> specs = new LinkedHashMap<>();
    for (Map.Entry<String, IntegrationSpec.Builder> each : builders.entrySet()) {
      specs.put(each.getKey(), each.getValue().build());
    }
    return specs;
  }

  private void flag(String property, String value, String setting, IntegrationSpec.Builder spec) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.equals("true") || lower.equals("false")) {
      spec.setting(setting.replace('-', '_'), lower.equals("true"));
    } else {
      problems.add(ConfigKey.problem(property, "be true or false", value));
    }
  }

  /** As in a query: {@code audience=api.example.com&prompt=login%20consent}. */
  private void parameters(String property, String value, IntegrationSpec.Builder spec) {
    Map<String, String> parameters = new LinkedHashMap<>();
    try {
      for (String pair : value.strip().split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException(pair);
        }
        parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
      spec.setting("authorization_parameters", parameters);
    } catch (IllegalArgumentException e) {
      problems.add(property + " must be of the form name=value&name=value, form-encoded");
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private void expiresIn(String property, String value, IntegrationSpec.Builder spec) {
    try {
      spec.expiresIn(Duration.ofSeconds(Long.parseLong(value)));
    } catch (NumberFormatException e) {
      problems.add(ConfigKey.problem(property, "be a number of seconds", value));
    }
  }

  private static String[] words(String value) {
    return value.isBlank() ? new String[0] : value.strip().split("\\s+", -1);
  }
}
