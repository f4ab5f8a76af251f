package org.grantlet.benchmarks.load;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Objects;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/**
 * Spring Security's OAuth 2 login in its best set-up. All endpoints are given, so that no metadata
 * are fetched; there is no UserInfo endpoint. The decoder of ID tokens is made once, and keeps the
 * provider's keys as long as Grantlet does; Spring's own factory makes one for each login, which
 * fetches the keys. The token call goes through Apache HttpClient 5 where the table says no more,
 * with connections for all users ({@link Contender#SPRING_JDK} has the JDK's client). Users begin
 * at the login's address, so no request is kept to be repeated. Everything that protects the login
 * stays: CSRF tokens, headers, nonce, PKCE, the new session id.
 */
final class SpringContender {
  private static final String REGISTRATION = "acme";

  private SpringContender() {}

  static void install(
      ServletContextHandler context, URI base, URI provider, ClientHttpRequestFactory http) {
    AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
    spring.setServletContext(context.getServletContext());
    spring.addBeanFactoryPostProcessor(
        beans -> {
          beans.registerSingleton("provider", provider);
          beans.registerSingleton("http", http);
        });
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
    SecurityFilterChain chain(HttpSecurity security, ClientHttpRequestFactory http) {
      return security
          .authorizeHttpRequests(
              requests ->
                  requests.requestMatchers("/plain").permitAll().anyRequest().authenticated())
          .requestCache(RequestCacheConfigurer::disable)
          .oauth2Login(
              login ->
                  login
                      .defaultSuccessUrl("/home")
                      .tokenEndpoint(token -> token.accessTokenResponseClient(tokenCall(http))))
          .build();
    }

    /** Spring's own token call, with another HTTP client below. */
    private static RestClientAuthorizationCodeTokenResponseClient tokenCall(
        ClientHttpRequestFactory http) {
      RestClientAuthorizationCodeTokenResponseClient call =
          new RestClientAuthorizationCodeTokenResponseClient();
      call.setRestClient(
          RestClient.builder()
              .requestFactory(http)
              .configureMessageConverters(
                  converters ->
                      converters
                          .addCustomConverter(new FormHttpMessageConverter())
                          .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
              .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
              .build());
      return call;
    }

    @Bean
    ClientRegistrationRepository registrations(URI provider) {
      return new InMemoryClientRegistrationRepository(
          ClientRegistration.withRegistrationId(REGISTRATION)
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
    JwtDecoderFactory<ClientRegistration> decoders(
        URI provider, ClientRegistrationRepository registrations) throws MalformedURLException {
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.create(provider.resolve(ProviderStub.JWKS).toURL()).build();
      NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys).build();
      decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
      decoder.setJwtValidator(
          new DelegatingOAuth2TokenValidator<>(
              new JwtTimestampValidator(),
              new OidcIdTokenValidator(
                  Objects.requireNonNull(registrations.findByRegistrationId(REGISTRATION)))));
      return registration -> decoder;
    }
  }
}
