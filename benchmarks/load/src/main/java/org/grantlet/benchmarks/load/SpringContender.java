package org.grantlet.benchmarks.load;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.MalformedURLException;
import java.net.URI;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/**
 * Spring Security's OAuth 2 login as it is, but for two things, so that all do the same work: no
 * UserInfo endpoint is given, and the provider's keys are kept for as long as Grantlet keeps them.
 */
final class SpringContender {
  private SpringContender() {}

  static void install(ServletContextHandler context, URI base, URI provider) {
    AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
    spring.setServletContext(context.getServletContext());
    spring.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("provider", provider));
    spring.register(Login.class);
    spring.refresh();
    AppPages.filter(context, "/*", new DelegatingFilterProxy("springSecurityFilterChain", spring));
    AppPages.welcome(context, "/home");
  }

  /** Its configuration. */
  @Configuration(proxyBeanMethods = false)
  @EnableWebSecurity
  public static class Login {
    /** For Spring. */
    public Login() {}

    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
      return http.authorizeHttpRequests(
              requests ->
                  requests.requestMatchers("/plain").permitAll().anyRequest().authenticated())
          .oauth2Login(login -> login.defaultSuccessUrl("/home"))
          .build();
    }

    @Bean
    ClientRegistrationRepository registrations(URI provider) {
      return new InMemoryClientRegistrationRepository(
          ClientRegistration.withRegistrationId("acme")
              .clientId(Contender.CLIENT_ID)
              .clientSecret(Contender.CLIENT_SECRET)
              .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
              .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
              .scope("openid", "email")
              .issuerUri(provider.toString())
              .authorizationUri(provider + ProviderStub.AUTHORIZE)
              .tokenUri(provider + ProviderStub.TOKEN)
              .jwkSetUri(provider + ProviderStub.JWKS)
              .userNameAttributeName("sub")
              .build());
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> decoders(URI provider) throws MalformedURLException {
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.create(provider.resolve(ProviderStub.JWKS).toURL()).build();
      NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys).build();
      decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
      return registration -> {
        decoder.setJwtValidator(
            new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
        return decoder;
      };
    }
  }
}
