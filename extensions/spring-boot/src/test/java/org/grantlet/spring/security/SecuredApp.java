package org.grantlet.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.grantlet.Grant;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthResult;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application that says nothing of Spring Security but who its users are. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SecuredApp {
  @Bean
  UserDetailsService users() {
    return new InMemoryUserDetailsManager(
        User.withUsername("ada").password("{noop}ada").build(),
        User.withUsername("grace").password("{noop}grace").build());
  }

  @RestController
  static final class Pages {
    private final HostedAuth hostedAuth;

    Pages(HostedAuth hostedAuth) {
      this.hostedAuth = hostedAuth;
    }

    @GetMapping("/begin")
    void begin(HttpServletRequest request, HttpServletResponse response) {
      hostedAuth.request("acme").redirectUri("/connected").begin(request, response);
    }

    @GetMapping("/connected")
    String connected(HttpServletRequest request, Principal user) {
      HostedAuthResult result = HostedAuthResult.from(request);
      return user.getName() + ": " + result.grant().map(Grant::accountId).orElse(null);
    }

    /** Paths that look like the filter's. */
    @RequestMapping({"/connectx", "/connect-account", "/v3/connect/grants", "/x/connect/login"})
    String own() {
      return "own page";
    }
  }
}
