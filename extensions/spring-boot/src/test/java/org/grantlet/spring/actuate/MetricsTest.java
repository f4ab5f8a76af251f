package org.grantlet.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.grantlet.micrometer.GrantletMetrics;
import org.grantlet.spring.AutoConfigured;
import org.grantlet.testing.Patience;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Meters in the application's registry. Their beans are made by other classes in 3.5 than in 4. */
class MetricsTest {
  private static WebApplicationContextRunner runner() {
    return AutoConfigured.with(
        "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
        "org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration",
        "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration");
  }

  private static boolean hasMeters(MeterRegistry registry) {
    return registry.find("grantlet.events.waiting").gauge() != null;
  }

  @Test
  void metrics_areInTheRegistry() {
    runner()
        .withBean(SimpleMeterRegistry.class)
        .run(
            context -> {
              MeterRegistry registry = context.getBean(MeterRegistry.class);
              Patience.await("the filter to start").until(() -> hasMeters(registry));
            });
  }

  @Test
  void ofSeveralRegistries_allHaveThem() {
    runner()
        .withBean("one", SimpleMeterRegistry.class)
        .withBean("two", SimpleMeterRegistry.class)
        .run(
            context -> {
              assertThat(context).hasSingleBean(GrantletMetrics.class);
              assertThat(context.getBeansOfType(SimpleMeterRegistry.class).values())
                  .hasSize(2)
                  .allMatch(MetricsTest::hasMeters);
            });
  }

  @Test
  void metrics_areOff_withoutARegistry_withoutTheArtifact_andIfTheApplicationSaysSo() {
    AutoConfigured.with()
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(GrantletMetrics.class));
    runner()
        .withBean(SimpleMeterRegistry.class)
        .withClassLoader(new FilteredClassLoader(GrantletMetrics.class))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("grantletMetrics"));
    runner()
        .withBean(SimpleMeterRegistry.class)
        .withPropertyValues("management.metrics.enable.grantlet=false")
        .run(
            context -> {
              assertThat(context).hasNotFailed().doesNotHaveBean(GrantletMetrics.class);
              assertThat(hasMeters(context.getBean(MeterRegistry.class))).isFalse();
            });
  }

  @Test
  void metricsOfTheApplication_goBefore() {
    MeterRegistry own = new SimpleMeterRegistry();
    runner()
        .withBean(SimpleMeterRegistry.class)
        .withBean("mine", GrantletMetrics.class, () -> new GrantletMetrics(own))
        .run(
            context -> {
              assertThat(context).hasSingleBean(GrantletMetrics.class);
              assertThat(hasMeters(own)).isTrue();
            });
  }
}
