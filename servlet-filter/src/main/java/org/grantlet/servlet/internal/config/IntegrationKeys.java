package org.grantlet.servlet.internal.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.catalog.ProviderDefinitions;

/** Collects {@code grantlet.integration.<provider>.<setting>} keys, provider by provider. */
final class IntegrationKeys {
  private static final Pattern KEY =
      Pattern.compile(
          Pattern.quote(ConfigKey.INTEGRATION)
              + "([a-z0-9][a-z0-9_-]{0,63})\\.([a-z0-9][a-z0-9-]{0,63})");

  private static final List<String> SETTINGS =
      List.of(
          """
          name scope redirect-uris expires-in client-id client-secret issuer discovery-url \
          allowed-tenants authorization-endpoint token-endpoint userinfo-endpoint \
          revocation-endpoint jwks-uri token-endpoint-auth-method require-all-scopes \
          shared-callback response-mode id-token-signed-response-alg authorization-parameters \
          token-type\
          """
              .split(" ", -1));

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
      case "redirect-uris" -> spec.redirectUris(FilterOptions.list(value).toArray(String[]::new));
      case "expires-in" -> expiresIn(property, value, spec);
      case "require-all-scopes", "shared-callback" -> flag(property, value, setting, spec);
      case "authorization-parameters" -> parameters(property, value, spec);
      default -> {
        misspelt(property, matcher.group(1), setting);
        spec.setting(setting.replace('-', '_'), value);
      }
    }
  }

  /** Entries and hooks may have settings of their own, so only misspelled ones are a problem. */
  private void misspelt(String property, String provider, String setting) {
    List<String> known = settings(provider);
    String hint = setting.length() < 6 ? "" : ConfigKey.hint(setting, known, 2);
    if (!known.contains(setting) && !hint.isEmpty()) {
      problems.add(property + " is not a setting that is known" + hint);
    }
  }

  /** The settings of all integrations, and those of the provider's entry. */
  static List<String> settings(String provider) {
    List<String> names = new ArrayList<>(SETTINGS);
    ProviderDefinitions.builtIn()
        .find(provider)
        .ifPresent(
            entry -> entry.inputs().forEach(input -> names.add(input.name().replace('_', '-'))));
    return names;
  }

  Map<String, IntegrationSpec> specs() {
    Map<String, IntegrationSpec> specs = new LinkedHashMap<>();
    builders.forEach((provider, spec) -> specs.put(provider, spec.build()));
    return specs;
  }

  private void flag(String property, String value, String setting, IntegrationSpec.Builder spec) {
    if (value.equals("true") || value.equals("false")) {
      spec.setting(setting.replace('-', '_'), value.equals("true"));
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
