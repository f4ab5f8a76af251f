package org.grantlet.spring;

import java.util.Arrays;
import java.util.stream.Stream;
import org.grantlet.store.Durable;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.util.ClassUtils;

/** Contexts with some auto-configurations, without a server. */
public final class AutoConfigured {
  private AutoConfigured() {}

  /**
   * With Grantlet's.
   *
   * @param others by their names in Spring Boot 4 and 3.5; those that are not there count for
   *     nothing
   */
  public static WebApplicationContextRunner with(String... others) {
    return new WebApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                Stream.concat(ours(), Arrays.stream(others).flatMap(AutoConfigured::find))
                    .toArray(Class<?>[]::new)))
        .withPropertyValues(
            "grantlet.base-url=https://app.example.com",
            "grantlet.api=off",
            "grantlet.encryption-key=" + Durable.key().reveal(),
            "grantlet.integration.google.client-id=client",
            "grantlet.integration.google.client-secret=secret",
            "grantlet.integration.google.scope=openid",
            "grantlet.integration.google.redirect-uris=/connected");
  }

  private static Stream<Class<?>> ours() {
    return Stream.of(
            "GrantletAutoConfiguration",
            "actuate.GrantletHealthAutoConfiguration",
            "actuate.GrantletInfoAutoConfiguration",
            "actuate.GrantletMetricsAutoConfiguration",
            "store.GrantletRedisAutoConfiguration",
            "store.GrantletStoreAutoConfiguration")
        .flatMap(name -> find("org.grantlet.spring." + name));
  }

  private static Stream<Class<?>> find(String name) {
    ClassLoader loader = AutoConfigured.class.getClassLoader();
    return ClassUtils.isPresent(name, loader)
        ? Stream.of(ClassUtils.resolveClassName(name, loader))
        : Stream.empty();
  }
}
