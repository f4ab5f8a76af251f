package org.grantlet.spring.clients;

import org.grantlet.servlet.HostedAuth;
import org.grantlet.spring.GrantletAutoConfiguration;
import org.grantlet.spring.client.GrantRestClient;
import org.grantlet.spring.client.GrantWebClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link GrantRestClient} and {@link GrantWebClient}, like the application's own builders where it
 * has them. It makes no builder itself, so that those stay the only ones.
 */
@AutoConfiguration(after = GrantletAutoConfiguration.class)
@ConditionalOnBean(HostedAuth.class)
public final class GrantClientsAutoConfiguration {
  /** For Spring. */
  public GrantClientsAutoConfiguration() {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(RestClient.class)
  static class Blocking {
    @Bean
    @ConditionalOnMissingBean
    GrantRestClient grantRestClient(
        HostedAuth hostedAuth, ObjectProvider<RestClient.Builder> builders) {
      return new GrantRestClient(hostedAuth::client, builders.getIfUnique(RestClient::builder));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WebClient.class)
  static class Reactive {
    @Bean
    @ConditionalOnMissingBean
    GrantWebClient grantWebClient(
        HostedAuth hostedAuth, ObjectProvider<WebClient.Builder> builders) {
      return new GrantWebClient(hostedAuth::client, builders.getIfUnique(WebClient::builder));
    }
  }
}
