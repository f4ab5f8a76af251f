package org.grantlet.internal.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.grantlet.httpclient.client5.http.auth.StandardAuthScheme;
import org.grantlet.httpclient.client5.http.config.ConnectionConfig;
import org.grantlet.httpclient.client5.http.config.RequestConfig;
import org.grantlet.httpclient.client5.http.config.TlsConfig;
import org.grantlet.httpclient.client5.http.impl.auth.BasicCredentialsProvider;
import org.grantlet.httpclient.client5.http.impl.auth.BasicSchemeFactory;
import org.grantlet.httpclient.client5.http.impl.classic.CloseableHttpClient;
import org.grantlet.httpclient.client5.http.impl.classic.HttpClientBuilder;
import org.grantlet.httpclient.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.grantlet.httpclient.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.grantlet.httpclient.client5.http.impl.routing.DefaultRoutePlanner;
import org.grantlet.httpclient.client5.http.ssl.TlsSocketStrategy;
import org.grantlet.httpclient.core5.http.HttpHost;
import org.grantlet.httpclient.core5.http.config.Http1Config;
import org.grantlet.httpclient.core5.http.protocol.HttpContext;
import org.grantlet.httpclient.core5.io.CloseMode;
import org.grantlet.httpclient.core5.pool.PoolConcurrencyPolicy;
import org.grantlet.httpclient.core5.pool.PoolReusePolicy;
import org.grantlet.httpclient.core5.util.TimeValue;
import org.grantlet.httpclient.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Makes the HTTP client. Thread-safe. */
final class HttpClientFactory implements AutoCloseable {
  private static final int CONNECTIONS = 4_096;

  /** As many as threads of the filter may wait for one provider. */
  private static final int CONNECTIONS_TO_ONE_HOST = 1_024;

  private static final TimeValue IDLE = TimeValue.ofSeconds(60);

  /** Bounds how long a changed address or certificate goes unnoticed. */
  private static final TimeValue CONNECTION_AGE = TimeValue.ofMinutes(5);

  /** A connection idle for longer is checked before use. */
  private static final TimeValue LOOKED_AT_AFTER = TimeValue.ofSeconds(1);

  private static final int HEADER_LINE = 1 << 15;
  private static final int HEADERS = 128;

  private final NameLookup names;
  private final EndpointPolicy policy;
  private final TlsSocketStrategy tls;
  private final ProxyRoutes proxies;
  private final String userAgent;
  private final Duration timeout;
  private volatile @Nullable PoolingHttpClientConnectionManager connections;

  HttpClientFactory(
      NameLookup names,
      EndpointPolicy policy,
      TlsSocketStrategy tls,
      ProxyRoutes proxies,
      String userAgent,
      Duration timeout) {
    this.names = names;
    this.policy = policy;
    this.tls = tls;
    this.proxies = proxies;
    this.userAgent = userAgent;
    this.timeout = timeout;
  }

  /** The proxy for a URL; null if there is none. */
  @Nullable HttpHost proxy(URI uri) {
    return proxies.proxy(uri);
  }

  EndpointPolicy policy() {
    return policy;
  }

  CloseableHttpClient make() {
    PoolingHttpClientConnectionManager pool = pool();
    connections = pool;
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    proxies.offerCredentials(credentials);
    return HttpClientBuilder.create()
        .setConnectionManager(pool)
        .setRequestExecutor(new SendingExecutor())
        .setRoutePlanner(
            new DefaultRoutePlanner(null) {
              @Override
              protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
                return ((SendAttempt) context).proxy();
              }
            })
        .setUserAgent(userAgent)
        .setDefaultCredentialsProvider(credentials)
        .setDefaultAuthSchemeRegistry(
            name ->
                name.equalsIgnoreCase(StandardAuthScheme.BASIC)
                    ? BasicSchemeFactory.INSTANCE
                    : null)
        // A provider's 401 is a response like others.
        .setTargetAuthenticationStrategy((type, challenges, context) -> List.of())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableContentCompression() // HttpResponse does that
        .disableConnectionState() // else client certificates prevent the reuse of connections
        .setDefaultRequestConfig(within(timeout))
        .build();
  }

  /** How one request is sent that may take so long. */
  static RequestConfig within(Duration limit) {
    return RequestConfig.custom()
        .setConnectionRequestTimeout(Timeout.of(limit))
        .setResponseTimeout(Timeout.of(limit))
        .setProtocolUpgradeEnabled(false)
        .build();
  }

  private PoolingHttpClientConnectionManager pool() {
    PoolingHttpClientConnectionManager pool =
        new PoolingHttpClientConnectionManager(
            new CheckedConnections(names, policy, tls),
            PoolConcurrencyPolicy.STRICT,
            PoolReusePolicy.LIFO,
            CONNECTION_AGE,
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxLineLength(HEADER_LINE)
                        .setMaxHeaderCount(HEADERS)
                        .build())
                .build());
    pool.setMaxTotal(CONNECTIONS);
    pool.setDefaultMaxPerRoute(CONNECTIONS_TO_ONE_HOST);
    pool.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(timeout.dividedBy(2))) // leaves time for a second address
            .setSocketTimeout(limit())
            .setValidateAfterInactivity(LOOKED_AT_AFTER)
            .build());
    pool.setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(limit()).build());
    return pool;
  }

  private Timeout limit() {
    return Timeout.of(timeout);
  }

  void closeIdle() {
    PoolingHttpClientConnectionManager pool = connections;
    if (pool != null) {
      pool.closeExpired();
      pool.closeIdle(IDLE);
    }
  }

  @Override
  public void close() {
    names.close();
    PoolingHttpClientConnectionManager pool = connections;
    if (pool != null) {
      pool.close(CloseMode.IMMEDIATE);
    }
  }
}
