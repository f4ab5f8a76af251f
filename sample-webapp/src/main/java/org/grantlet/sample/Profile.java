package org.grantlet.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.grantlet.ErrorCode;
import org.grantlet.Grant;
import org.grantlet.GrantletException;
import org.grantlet.servlet.HostedAuth;

/** Calls the provider of an account: asks for its UserInfo with the grant's access token. */
final class Profile {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  private Profile() {}

  /** The provider's UserInfo. */
  static String of(HostedAuth hostedAuth, Grant grant) throws IOException {
    URI endpoint = hostedAuth.provider(grant).userinfoEndpoint();
    if (endpoint == null) {
      throw new GrantletException(ErrorCode.PROVIDER_ERROR, "This provider has no UserInfo");
    }
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(TIMEOUT)
            .header(
                "Authorization", "Bearer " + hostedAuth.grants().accessToken(grant.id()).value())
            .header("Accept", "application/json")
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GrantletException(ErrorCode.PROVIDER_ERROR, "Interrupted", e);
    }
  }
}
