package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import org.grantlet.httpclient.client5.http.classic.methods.HttpPost;
import org.grantlet.httpclient.client5.http.impl.classic.CloseableHttpClient;
import org.grantlet.httpclient.client5.http.impl.classic.HttpClientBuilder;
import org.grantlet.httpclient.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.grantlet.httpclient.core5.http.ContentType;
import org.grantlet.httpclient.core5.http.io.entity.EntityUtils;
import org.grantlet.httpclient.core5.http.io.entity.StringEntity;

/**
 * With Apache HttpClient 5 (classic), the very classes that Grantlet uses, with as many pooled
 * connections as there can be users, and without what a token call does not need.
 */
final class ApacheTokenCall implements TokenCall {
  static final int CONNECTIONS = 64;

  private final CloseableHttpClient http =
      HttpClientBuilder.create()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setMaxConnTotal(CONNECTIONS)
                  .setMaxConnPerRoute(CONNECTIONS)
                  .build())
          .disableAutomaticRetries()
          .disableRedirectHandling()
          .disableCookieManagement()
          .disableContentCompression()
          .disableAuthCaching()
          .build();
  private final URI endpoint;

  ApacheTokenCall(URI provider) {
    endpoint = provider.resolve(ProviderStub.TOKEN);
  }

  @Override
  public String post(String form) throws IOException {
    HttpPost request = new HttpPost(endpoint);
    request.setHeader("Authorization", CREDENTIALS);
    request.setEntity(new StringEntity(form, ContentType.APPLICATION_FORM_URLENCODED));
    return http.execute(request, response -> EntityUtils.toString(response.getEntity()));
  }
}
