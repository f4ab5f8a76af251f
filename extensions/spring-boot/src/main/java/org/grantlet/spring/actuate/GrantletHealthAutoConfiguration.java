package org.grantlet.spring.actuate;

import java.util.Map;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.spring.GrantletAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * {@code grantlet} of the endpoint {@code health}: whether the stores answer, and the keys open
 * what is in them. Providers are not asked. {@code management.health.grantlet.enabled=false} turns
 * it off.
 */
@AutoConfiguration(after = GrantletAutoConfiguration.class)
@ConditionalOnBean(HostedAuth.class)
public final class GrantletHealthAutoConfiguration {
  /** The name of the indicator, without what Spring Boot takes away from the bean's. */
  static final String NAME = "grantlet";

  static final String BEAN = NAME + "HealthIndicator";

  /** For Spring. */
  public GrantletHealthAutoConfiguration() {}

  /** Spring Boot 4. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
  @ConditionalOnEnabledHealthIndicator(NAME)
  static class InBoot4 {
    @Bean(BEAN)
    @ConditionalOnMissingBean(name = BEAN)
    HealthIndicator grantletHealthIndicator(HostedAuth hostedAuth) {
      return () -> {
        Map<String, String> problems = hostedAuth.operations().problems();
        Health.Builder health = problems.isEmpty() ? Health.up() : Health.down();
        return health.withDetails(problems).build();
      };
    }
  }

  /** Spring Boot 3.5. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = HealthInBoot3.INDICATOR)
  @Import(HealthInBoot3.class)
  static class InBoot3 {}
}
