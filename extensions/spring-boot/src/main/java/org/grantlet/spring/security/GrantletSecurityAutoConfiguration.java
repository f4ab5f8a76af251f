package org.grantlet.spring.security;

import org.grantlet.servlet.HostedAuthFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A chain of Spring Security for exactly the requests that {@link HostedAuthFilter} answers, before
 * the chains of the application: these requests need no token against forgery and no password of
 * the application, since the filter checks them itself. The application's own paths stay as they
 * are. {@code grantlet.security.enabled=false} leaves all of it to the application.
 *
 * <p>After everything that backs off when there is a chain, above all Spring Boot's own chain,
 * which protects an application that has none.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
      "org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration",
      "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
      "org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
      "org.springframework.boot.autoconfigure.security.oauth2.client.servlet.OAuth2ClientWebSecurityAutoConfiguration",
      "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration"
    })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(SecurityFilterChain.class)
@ConditionalOnBean(name = "springSecurityFilterChain")
@ConditionalOnProperty(name = "grantlet.security.enabled", matchIfMissing = true)
public final class GrantletSecurityAutoConfiguration {
  /** Tells the filter not to say at its start what Spring Security has to let pass. */
  private static final String PATHS_ARE_OPEN = "org.grantlet.servlet.paths-are-open";

  /** For Spring. */
  public GrantletSecurityAutoConfiguration() {}

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain grantletSecurityFilterChain(
      ObjectProvider<FilterRegistrationBean<?>> registrations,
      ObjectProvider<HostedAuthFilter> filters,
      ObjectProvider<SecurityFilterChain> chains) {
    return new HostedAuthChain(
        new ServedRequests(registrations, filters), new KnownUser(chains::orderedStream));
  }

  @Bean
  ServletContextInitializer grantletPathsAreOpen() {
    return context -> context.setAttribute(PATHS_ARE_OPEN, true);
  }
}
