package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** With the client that the JDK has: {@code java.net.http}. */
final class JdkTokenCall implements TokenCall {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;

  JdkTokenCall(URI provider) {
    endpoint = provider.resolve(ProviderStub.TOKEN);
  }

  @Override
  public String post(String form) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Authorization", CREDENTIALS)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
