package org.grantlet.benchmarks.load;

import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/**
 * Apache HttpClient 5 for Spring's {@code RestClient}: the same version as Grantlet's, set up as
 * {@link ApacheTokenCall}, and with as many connections. By default it keeps five.
 */
final class SpringHttp {
  private SpringHttp() {}

  static ClientHttpRequestFactory apache() {
    return new HttpComponentsClientHttpRequestFactory(
        HttpClientBuilder.create()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(ApacheTokenCall.CONNECTIONS)
                    .setMaxConnPerRoute(ApacheTokenCall.CONNECTIONS)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .disableAuthCaching()
            .build());
  }
}
