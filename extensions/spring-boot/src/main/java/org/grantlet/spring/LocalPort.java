package org.grantlet.spring;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** The base URL of a test whose server has a random port, and which names no base URL. */
record LocalPort(Environment environment) {
  private static final String SPRING_BOOT_TEST =
      "org.springframework.boot.test.context.SpringBootTest";

  /** That of this application; null if its base URL is that of the properties. */
  static @Nullable LocalPort of(Environment environment, ClassLoader loader) {
    boolean isTest = ClassUtils.isPresent(SPRING_BOOT_TEST, loader);
    boolean isRandom = "0".equals(environment.getProperty("server.port"));
    boolean isNamed = environment.containsProperty("grantlet.base-url");
    return isTest && isRandom && !isNamed ? new LocalPort(environment) : null;
  }

  /** Empty while no server listens. */
  Optional<String> baseUrl() {
    String context = environment.getProperty("server.servlet.context-path", "");
    return Optional.ofNullable(environment.getProperty("local.server.port"))
        .map(port -> (isTls() ? "https" : "http") + "://localhost:" + port + context);
  }

  private boolean isTls() {
    Map<String, String> ssl =
        requireNonNull(
            Binder.get(environment)
                .bind("server.ssl", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of()));
    return !ssl.isEmpty() && !"false".equals(ssl.get("enabled"));
  }
}
