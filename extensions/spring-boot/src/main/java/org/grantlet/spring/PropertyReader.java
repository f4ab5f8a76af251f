package org.grantlet.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.servlet.HostedAuthFilterBuilder;
import org.grantlet.spring.PropertyKeys.Meaning;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.PropertyPlaceholderHelper;

/**
 * Reads the properties {@code grantlet.*} into the filter's builder, in Spring Boot's order: key by
 * key, the nearer source wins. Not thread-safe.
 */
final class PropertyReader {
  private static final Pattern UNSET = Pattern.compile("\\$\\{(?!env:|file:)([^}:]*)[^}]*}");
  private static final String SET_ASIDE = "\u0001{";

  private final ConfigurableEnvironment environment;
  private final PropertyPlaceholderHelper placeholders =
      new PropertyPlaceholderHelper("${", "}", ":", '\\', true);
  private final Map<String, String> problems = new LinkedHashMap<>();

  PropertyReader(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  /** What is wrong with the properties, by key; sentences that begin with it. */
  List<String> read(HostedAuthFilterBuilder builder) {
    List<PropertySource<?>> sources = new ArrayList<>();
    environment.getPropertySources().forEach(source -> sources.add(0, source));
    for (PropertySource<?> source : sources) {
      if (source instanceof SystemEnvironmentPropertySource variables) {
        environment(variables, builder);
      } else if (ConfigurationPropertySource.from(source)
          instanceof IterableConfigurationPropertySource iterable) {
        properties(iterable, builder);
      }
    }
    return List.copyOf(problems.values());
  }

  private void properties(
      IterableConfigurationPropertySource source, HostedAuthFilterBuilder builder) {
    Map<String, PropertyValues> values = new LinkedHashMap<>();
    Map<String, @Nullable ResolvableType> types = new LinkedHashMap<>();
    for (ConfigurationPropertyName name :
        source.stream().filter(PropertyKeys.ROOT::isAncestorOf).toList()) {
      ConfigurationProperty property = source.getConfigurationProperty(name);
      if (property != null) {
        Meaning meaning = PropertyKeys.of(name);
        types.put(meaning.key(), meaning.type());
        values
            .computeIfAbsent(meaning.key(), key -> new PropertyValues(key, meaning.type()))
            .add(meaning.part(), resolved(property.getValue()));
      }
    }
    values.forEach((key, value) -> add(key, types.get(key), value, builder));
  }

  private void add(
      String key,
      @Nullable ResolvableType type,
      PropertyValues value,
      HostedAuthFilterBuilder builder) {
    problems.remove(key);
    String resolved = value.joined();
    Matcher unset = UNSET.matcher(resolved);
    if (value.problem() != null) {
      problems.put(key, key + " " + value.problem());
    } else if (unset.find()) {
      problems.put(
          key,
          "%s holds ${%s}, and there is no property or environment variable %s"
              .formatted(key, unset.group(1), unset.group(1)));
    } else if (key.equals("grantlet.config")) {
      problems.put(
          key,
          "grantlet.config is not read in Spring Boot: spring.config.import=FILE adds a file of"
              + " properties");
    } else if (key.equals(PropertyKeys.SECURITY)) {
      if (!resolved.matches("(?i)true|false")) {
        problems.put(key, key + " must be true or false, not '" + resolved + "'");
      }
    } else {
      builder.property(key, PropertyValues.of(type, resolved));
    }
  }

  /** Grantlet's names of variables; Spring Boot's own have no underscore for a hyphen. */
  private void environment(
      SystemEnvironmentPropertySource source, HostedAuthFilterBuilder builder) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String key : PropertyKeys.keys().keySet()) {
      names.put(variable(key.replace("-", "")), variable(key));
    }
    Map<String, String> variables = new LinkedHashMap<>();
    source
        .getSource()
        .forEach(
            (name, value) -> {
              if (name.startsWith("GRANTLET_")) {
                variables.put(names.getOrDefault(name, name), resolve(String.valueOf(value)));
              }
            });
    problems.keySet().removeIf(key -> variables.containsKey(variable(key)));
    variables.remove(variable(PropertyKeys.SECURITY));
    builder.environment(variables);
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private Object resolved(Object value) {
    return value instanceof CharSequence text ? resolve(text.toString()) : value;
  }

  /** With Spring's placeholders filled in, and Grantlet's left alone. */
  private String resolve(String value) {
    return value.contains("${")
        ? placeholders.replacePlaceholders(value, this::placeholder).replace(SET_ASIDE, "${")
        : value;
  }

  private @Nullable String placeholder(String name) {
    if (name.startsWith("env:") || name.startsWith("file:")) {
      return SET_ASIDE + name + "}";
    }
    for (PropertySource<?> source : environment.getPropertySources()) {
      Object found = source.getProperty(name);
      if (found != null) {
        return String.valueOf(found);
      }
    }
    return null;
  }
}
