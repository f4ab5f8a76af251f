package org.grantlet.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.grantlet.GrantListener;
import org.grantlet.servlet.RequestOwner;
import org.grantlet.servlet.pages.PageRenderer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The types of the keys. {@link PropertyReader} reads them one by one instead of binding all at
 * once: Grantlet's own rules check their values, and report everything that is wrong together.
 */
@ConfigurationProperties("grantlet")
record GrantletProperties(
    @Nullable Api api,
    @Nullable String baseUrl,
    @Nullable String path,
    @Nullable String applicationName,
    @Nullable List<Class<? extends GrantListener>> listeners,
    @Nullable Class<? extends RequestOwner> requestOwner,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @Nullable Boolean tokenEndpoint,
    @Nullable Boolean revealSecrets,
    @Nullable Duration maxLoginUrlTtl,
    @Nullable String store,
    @Nullable Jdbc jdbc,
    @Nullable String oneTimeStore,
    @Nullable String encryptionKey,
    @Nullable Map<String, Integration> integration,
    @Nullable String catalog,
    @Nullable Boolean customProviders,
    @Nullable Boolean detectByMx,
    @Nullable Duration providerTimeout,
    @Nullable Duration clockSkew,
    @Nullable String proxy,
    @Nullable List<String> proxyExceptions,
    @Nullable String trustStore,
    @Nullable String trustStorePassword,
    @Nullable String clientCertificate,
    @Nullable String clientCertificatePassword,
    @Nullable String userAgent,
    @Nullable String logo,
    @Nullable String accentColor,
    @Nullable List<String> languages,
    @Nullable Class<? extends PageRenderer> pages,
    @Nullable Boolean insecureLoopback,
    @Nullable Boolean privateEndpoints,
    @Nullable Boolean webhookPrivateEndpoints,
    @Nullable Map<String, Webhook> webhook,
    @Nullable LoginConfirmation loginConfirmation,
    @Nullable UnverifiedRedirect unverifiedRedirect,
    @Nullable List<String> trustedProxies,
    @Nullable ForwardedHeader forwardedHeader,
    @Nullable Duration tokenStaleness,
    @Nullable Duration backgroundRefresh,
    @Nullable Duration refreshAlarm,
    @Nullable Boolean listenersAtMostOnce,
    @Nullable Duration eventRetention,
    @Nullable Security security) {

  enum Api {
    ON,
    OFF
  }

  enum LoginConfirmation {
    AUTO,
    ALWAYS,
    NEVER
  }

  enum UnverifiedRedirect {
    REJECT,
    PASS
  }

  enum ForwardedHeader {
    AUTO,
    FORWARDED,
    X_FORWARDED_FOR
  }

  record Jdbc(@Nullable Boolean migrate) {}

  /** For Spring Boot alone. */
  record Security(@Nullable Boolean enabled) {}

  /** One webhook, by its name. */
  record Webhook(@Nullable String url, @Nullable String secret, @Nullable List<String> events) {}

  /** The settings of all providers; some have settings of their own beside them. */
  record Integration(
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable List<String> scope,
      @Nullable List<String> redirectUris,
      @Nullable String name,
      @Nullable Duration expiresIn,
      @Nullable String issuer,
      @Nullable String discoveryUrl,
      @Nullable String authorizationEndpoint,
      @Nullable String tokenEndpoint,
      @Nullable String userinfoEndpoint,
      @Nullable String revocationEndpoint,
      @Nullable String jwksUri,
      @Nullable String tokenEndpointAuthMethod,
      @Nullable String idTokenSignedResponseAlg,
      @Nullable Boolean requireAllScopes,
      @Nullable Boolean sharedCallback,
      @Nullable String responseMode,
      @Nullable Map<String, String> authorizationParameters,
      @Nullable String tokenType,
      @Nullable String apiBase,
      @Nullable List<String> apiHosts) {}
}
