package org.grantlet.spring;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.grantlet.ConfigurationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/** Says everything that is wrong with the configuration, and where it stands. */
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {
  private final Environment environment;

  ConfigurationFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected FailureAnalysis analyze(Throwable failure, ConfigurationException cause) {
    int count = cause.problems().size();
    String problems =
        cause.problems().stream()
            .map(problem -> "    - " + problem + place(problem))
            .collect(Collectors.joining("\n"));
    return new FailureAnalysis(
        "Grantlet does not start, "
            + (count == 1 ? "one thing is" : count + " things are")
            + " wrong with its configuration:\n\n"
            + problems,
        "Correct what is listed above, in application.yml or where the application has its"
            + " properties: Grantlet reads them from there alone. Each line says what would be"
            + " right; the configuration reference has all keys, and an IDE completes them.",
        cause);
  }

  private String place(String problem) {
    return properties()
        .filter(
            each -> problem.startsWith(each.key() + " ") || problem.startsWith(each.key() + ":"))
        .max(Comparator.comparing(each -> each.key().length()))
        .flatMap(Property::origin)
        .map(origin -> "\n      (" + origin + ")")
        .orElse("");
  }

  private record Property(String key, Optional<Origin> origin) {}

  /** Those of Grantlet, the nearest source first. */
  private Stream<Property> properties() {
    return StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
        .filter(IterableConfigurationPropertySource.class::isInstance)
        .map(IterableConfigurationPropertySource.class::cast)
        .flatMap(
            source ->
                source.stream()
                    .filter(PropertyKeys.ROOT::isAncestorOf)
                    .map(name -> property(source, name)));
  }

  private static Property property(
      ConfigurationPropertySource source, ConfigurationPropertyName name) {
    return new Property(
        PropertyKeys.of(name).key(),
        Optional.ofNullable(Origin.from(source.getConfigurationProperty(name))));
  }
}
