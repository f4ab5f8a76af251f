package org.grantlet.spring.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import org.grantlet.micrometer.GrantletMetrics;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.spring.GrantletAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Meters of what happens, with {@code grantlet-micrometer} and a registry; of several registries,
 * in that which Spring Boot makes of them. {@code management.metrics.enable.grantlet=false} turns
 * them off.
 */
@AutoConfiguration(
    after = GrantletAutoConfiguration.class,
    afterName = { // of Spring Boot 4, and of 3.5
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnClass({MeterRegistry.class, GrantletMetrics.class})
@ConditionalOnBean(HostedAuth.class)
@ConditionalOnProperty(name = "management.metrics.enable.grantlet", matchIfMissing = true)
public final class GrantletMetricsAutoConfiguration {
  /** For Spring. */
  public GrantletMetricsAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnSingleCandidate(MeterRegistry.class)
  GrantletMetrics grantletMetrics(MeterRegistry registry) {
    return new GrantletMetrics(registry);
  }
}
