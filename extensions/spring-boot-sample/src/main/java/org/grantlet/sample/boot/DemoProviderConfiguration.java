package org.grantlet.sample.boot;

import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.grantlet.sample.provider.DemoProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An identity provider inside this application, so that the sample needs no account anywhere; an
 * application of your own has none. Its origin is another one: 127.0.0.1 instead of localhost.
 */
@Configuration
class DemoProviderConfiguration {
  private static final int KEY_BYTES = 32;

  @Bean
  ServletContextInitializer demoProvider(
      @Value("${grantlet.integration.demo.issuer}") URI issuer,
      @Value("${grantlet.integration.demo.client-id}") String clientId,
      @Value("${grantlet.integration.demo.client-secret}") String clientSecret,
      @Value("${grantlet.base-url}") String baseUrl) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    DemoProvider provider =
        new DemoProvider(issuer, new SecretKeySpec(key, "AES"))
            .register(clientId, clientSecret, "Acme Planner", baseUrl + "/connect/callback/demo");
    Map<String, HttpServlet> servlets = provider.servlets();
    return context ->
        servlets.forEach(
            (path, servlet) ->
                context.addServlet("demo" + path, servlet).addMapping(issuer.getPath() + path));
  }

  /** The provider has users, forms and tokens of its own. */
  @Bean
  @Order(1)
  SecurityFilterChain demoProviderSecurity(
      HttpSecurity http, @Value("${grantlet.integration.demo.issuer}") URI issuer)
      throws Exception {
    return http.securityMatcher(request -> request.getServletPath().startsWith(issuer.getPath()))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .build();
  }
}
