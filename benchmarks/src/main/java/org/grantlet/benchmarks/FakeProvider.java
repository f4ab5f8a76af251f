package org.grantlet.benchmarks;

import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.grantlet.Grantlet;
import org.grantlet.IntegrationSpec;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.TestProvider;

/** The provider of the tests, and an engine that has it as {@code acme}. */
final class FakeProvider implements AutoCloseable {
  static final String NONCE = "n-0S6_WzA2Mj";

  private static final String REDIRECT = "redirect_uri=https://app.example.com/callback";

  private final TestProvider provider =
      TestProvider.start()
          .client("client", "secret-of-the-client")
          .accessTokenLifetime(Duration.ofDays(1));

  Grantlet engine(Clock clock) {
    IntegrationSpec.Builder spec =
        IntegrationSpec.builder()
            .setting("jwks_uri", provider.uri(Endpoint.JWKS).toString())
            .scope("openid", "email")
            .redirectUris("/connected");
    provider.openIdSettings().forEach(spec::setting);
    provider.oauthSettings().forEach(spec::setting);
    return Grantlet.builder()
        .clock(clock)
        .baseUrl("https://app.example.com")
        .customProviders(true)
        .insecureLoopback(true)
        .integration("acme", spec.build())
        .build();
  }

  /** A refresh token, for a grant without a login. */
  String refreshToken() {
    return provider.issueRefreshToken("openid email");
  }

  /** An ID token for {@link #NONCE}, valid for a day. */
  String idToken() {
    provider.idToken().remove("at_hash"); // the benchmark has an access token of its own
    String query = "?response_type=code&scope=openid+email&client_id=client&nonce=" + NONCE;
    URI login = URI.create(provider.uri(Endpoint.AUTHORIZATION) + query + "&" + REDIRECT);
    String code = Objects.requireNonNull(provider.authorize(login).parameters().get("code")).get(0);
    String form =
        "grant_type=authorization_code&client_id=client&client_secret=secret-of-the-client&code="
            + code;
    HttpRequest exchange =
        HttpRequest.newBuilder(provider.uri(Endpoint.TOKEN))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form + "&" + REDIRECT))
            .build();
    try {
      String tokens = HttpClient.newHttpClient().send(exchange, BodyHandlers.ofString()).body();
      return JSONObjectUtils.getString(JSONObjectUtils.parse(tokens), "id_token");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    provider.close();
  }
}
