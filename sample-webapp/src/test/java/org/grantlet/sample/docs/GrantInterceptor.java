package org.grantlet.sample.docs;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import org.grantlet.Grants;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

// snippet: rest-client
/** Adds the token of the grant that a call names by the attribute "grant". The last interceptor. */
final class GrantInterceptor implements ClientHttpRequestInterceptor {
  private final Grants grants;
  private final String base;

  private GrantInterceptor(Grants grants, String base) {
    this.grants = grants;
    this.base = base;
  }

  /** A client of one provider's API, whose address ends with a slash. */
  static RestClient client(Grants grants, String base) {
    HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(Redirect.NEVER)
            .build();
    JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(http);
    factory.setReadTimeout(Duration.ofSeconds(20));
    return RestClient.builder()
        .baseUrl(base)
        .requestFactory(factory)
        .requestInterceptor(new GrantInterceptor(grants, base))
        .build();
  }

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    String grantId = (String) request.getAttributes().get("grant");
    if (!request.getURI().toString().startsWith(base)) {
      throw new IllegalArgumentException("the token is not for " + request.getURI());
    }
    request.getHeaders().setBearerAuth(grants.accessToken(grantId).value());
    ClientHttpResponse response = execution.execute(request, body);
    if (response.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
      response.close();
      grants.refresh(grantId);
      request.getHeaders().setBearerAuth(grants.accessToken(grantId).value());
      response = execution.execute(request, body);
    }
    return response;
  }
}
// end of snippet
