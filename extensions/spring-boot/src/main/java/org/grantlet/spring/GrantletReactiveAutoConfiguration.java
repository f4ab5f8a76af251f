package org.grantlet.spring;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Refuses an application whose requests would never pass a servlet filter. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
public final class GrantletReactiveAutoConfiguration {
  /** For Spring. */
  public GrantletReactiveAutoConfiguration() {}

  /** Before any bean is made. */
  @Bean
  static BeanFactoryPostProcessor grantletNeedsServlets() {
    return beans -> {
      throw new NoServletsException();
    };
  }
}
