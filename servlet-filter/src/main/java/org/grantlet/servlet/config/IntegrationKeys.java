package org.grantlet.servlet.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.IntegrationSpec;

/** Collects {@code grantlet.integration.<provider>.<setting>} keys, provider by provider. */
final class IntegrationKeys {
  private static final Pattern KEY =
      Pattern.compile(
          Pattern.quote(Key.INTEGRATION)
              + "([a-z0-9][a-z0-9_-]{0,63})\\.([a-z0-9][a-z0-9-]{0,63})");

  private final List<String> problems;
  private final Map<String, IntegrationSpec.Builder> builders = new LinkedHashMap<>();

  IntegrationKeys(List<String> problems) {
    this.problems = problems;
  }

  void add(String property, String value) {
    Matcher matcher = KEY.matcher(property);
    if (!matcher.matches()) {
      problems.add(
          property
              + " is not of the form grantlet.integration.<provider>.<setting>, such as"
              + " grantlet.integration.google.client-id");
      return;
    }
    IntegrationSpec.Builder spec =
        builders.computeIfAbsent(matcher.group(1), provider -> IntegrationSpec.builder());
    String setting = matcher.group(2);
    switch (setting) {
      case "name" -> spec.name(value);
      case "scope" -> spec.scope(words(value));
      case "redirect-uris" -> spec.redirectUris(FilterOptions.list(value));
      case "expires-in" -> expiresIn(property, value, spec);
      default -> spec.setting(setting.replace('-', '_'), value);
    }
  }

  Map<String, IntegrationSpec> specs() {
    Map<String, IntegrationSpec> specs = new LinkedHashMap<>();
    builders.forEach((provider, spec) -> specs.put(provider, spec.build()));
    return specs;
  }

  private void expiresIn(String property, String value, IntegrationSpec.Builder spec) {
    try {
      spec.expiresIn(Long.parseLong(value));
    } catch (NumberFormatException e) {
      problems.add(property + " must be a number of seconds, not '" + value + "'");
    }
  }

  private static List<String> words(String value) {
    return value.isBlank() ? List.of() : List.of(value.strip().split("\\s+", -1));
  }
}
