package org.grantlet.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.grantlet.ConfigurationException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Contexts as Spring Boot makes them, without a server. */
final class Contexts {
  static final String SMALL =
      """
      grantlet:
        base-url: https://app.example.com
        api: off
      """;

  private Contexts() {}

  /** With an {@code application.yml} of this text. */
  static WebApplicationContextRunner with(String yaml) {
    return new WebApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                GrantletAutoConfiguration.class, GrantletMvcAutoConfiguration.class))
        .withInitializer(yaml(yaml));
  }

  private static ApplicationContextInitializer<ConfigurableApplicationContext> yaml(String text) {
    return context -> {
      ByteArrayResource file =
          new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8), "application.yml");
      try {
        new YamlPropertySourceLoader()
            .load("application.yml", file)
            .forEach(context.getEnvironment().getPropertySources()::addLast);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** Variables of the environment, which go before the file. */
  static ApplicationContextInitializer<ConfigurableApplicationContext> environment(
      Map<String, Object> variables) {
    return context ->
        context
            .getEnvironment()
            .getPropertySources()
            .replace(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(
                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
  }

  /** What is wrong with the configuration. */
  static List<String> problems(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ConfigurationException configuration) {
        return configuration.problems();
      }
    }
    throw new AssertionError("not a configuration", failure);
  }
}
