package org.grantlet.sample.docs.migrate;

import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

// snippet: spring-chain
/** Who may come in. */
@Configuration
@EnableWebSecurity
class SecurityConfiguration {
  /** Grantlet checks who may do what below /connect: its pages and its API need no more. */
  @Bean
  @Order(1)
  SecurityFilterChain connect(HttpSecurity http) throws Exception {
    return http.securityMatcher("/connect/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .build();
  }

  /** The application, as before. */
  @Bean
  @Order(2)
  SecurityFilterChain application(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .formLogin(withDefaults())
        .build();
  }
}
// end of snippet
