package org.grantlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.grantlet.Grants;
import org.grantlet.Integrations;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.RequestOwner;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

class AutoConfigurationTest {
  private final WebApplicationContextRunner runner =
      new WebApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(GrantletAutoConfiguration.class))
          .withPropertyValues("grantlet.base-url=https://app.example.com", "grantlet.api=off");

  @Test
  void beans_areThere_beforeTheFilterStarts() {
    runner.run(
        context -> {
          assertThat(context).hasNotFailed();
          assertThat(context.getBean(HostedAuth.class).grants())
              .isSameAs(context.getBean(Grants.class));
          assertThat(context.getBean(Integrations.class).list()).isEmpty();
          assertThat(context).hasSingleBean(RequestOwner.class);
          assertThat(context.getBean(FilterRegistrationBean.class).getFilter())
              .isInstanceOf(HostedAuthFilter.class);
        });
  }
}
