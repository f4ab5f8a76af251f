package org.grantlet.provider;

import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.grantlet.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Who the application is at the provider.
 *
 * @param clientId the client id
 * @param clientSecret the client secret; null for a public client
 * @param secrets the integration's other secret settings, for a {@link ProviderHook}
 */
public record ClientCredentials(
    String clientId, @Nullable Secret clientSecret, Map<String, Secret> secrets) {

  /**
   * HTTP Basic (RFC 7617) without the form encoding of RFC 6749 section 2.3.1, for providers that
   * compare without decoding.
   */
  static final String UNENCODED = "client_secret_basic_unencoded";

  ClientID id() {
    return new ClientID(clientId);
  }

  /** What a request has in its body to authenticate by this method. */
  Map<String, String> inBody(String method) {
    return switch (method) {
      case "client_secret_basic", UNENCODED -> Map.of();
      case "client_secret_post" -> Map.of("client_id", clientId, "client_secret", requiredSecret());
      case "none" -> Map.of("client_id", clientId);
      default ->
          throw ProviderException.malformed(
              "token_endpoint_auth_method " + method + " is not supported", null);
    };
  }

  /** What a request has in its header to authenticate by this method. */
  void authenticate(ProviderRequest request, String method) {
    if (method.equals(UNENCODED)) {
      byte[] pair = (clientId + ":" + requiredSecret()).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    } else if (method.equals("client_secret_basic")) {
      request.header(
          "Authorization", new ClientSecretBasic(id(), nimbusSecret()).toHTTPAuthorizationHeader());
    }
  }

  private String requiredSecret() {
    if (clientSecret == null) {
      throw ProviderException.malformed("The integration has no client_secret", null);
    }
    return clientSecret.reveal();
  }

  com.nimbusds.oauth2.sdk.auth.Secret nimbusSecret() {
    return new com.nimbusds.oauth2.sdk.auth.Secret(requiredSecret());
  }
}
