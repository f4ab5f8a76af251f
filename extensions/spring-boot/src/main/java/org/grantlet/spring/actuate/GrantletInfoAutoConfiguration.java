package org.grantlet.spring.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.Operations;
import org.grantlet.spring.GrantletAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@code grantlet} of the endpoint {@code info}: version, base URL, and the callback URIs to
 * register at the providers; while the store cannot be read, the problem in their place.
 */
@AutoConfiguration(after = GrantletAutoConfiguration.class)
@ConditionalOnClass({InfoContributor.class, ConditionalOnEnabledInfoContributor.class})
@ConditionalOnEnabledInfoContributor("grantlet")
@ConditionalOnBean(HostedAuth.class)
public final class GrantletInfoAutoConfiguration {
  /** Anybody may see this endpoint, so it does not say why. */
  static final String UNREADABLE =
      "the store of the integrations cannot be read, and so their callback URIs are unknown; the"
          + " endpoint health says why";

  /** For Spring. */
  public GrantletInfoAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(name = "grantletInfoContributor")
  InfoContributor grantletInfoContributor(HostedAuth hostedAuth) {
    return info -> {
      Operations operations = hostedAuth.operations();
      Map<String, Object> grantlet = new LinkedHashMap<>();
      grantlet.put("version", operations.version());
      grantlet.put("baseUrl", operations.baseUrl());
      try {
        grantlet.put("callbackUris", operations.callbackUris());
      } catch (RuntimeException e) { // the endpoint would answer nothing at all
        grantlet.put("problem", UNREADABLE);
      }
      info.withDetail("grantlet", grantlet);
    };
  }
}
