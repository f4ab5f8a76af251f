package org.grantlet.provider;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.id.ClientID;
import org.grantlet.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Who the application is at the provider.
 *
 * @param clientId the client id
 * @param clientSecret the client secret; null for a public client
 */
public record ClientCredentials(String clientId, @Nullable Secret clientSecret) {

  ClientID id() {
    return new ClientID(clientId);
  }

  /** Authenticates by this method; null if the method is {@code none}. */
  @Nullable ClientAuthentication authentication(String method) {
    if (method.equals("none")) {
      return null;
    }
    com.nimbusds.oauth2.sdk.auth.Secret secret = nimbusSecret();
    return switch (method) {
      case "client_secret_basic" -> new ClientSecretBasic(id(), secret);
      case "client_secret_post" -> new ClientSecretPost(id(), secret);
      default ->
          throw ProviderException.malformed(
              "token_endpoint_auth_method " + method + " is not supported", null);
    };
  }

  com.nimbusds.oauth2.sdk.auth.Secret nimbusSecret() {
    if (clientSecret == null) {
      throw ProviderException.malformed("The integration has no client_secret", null);
    }
    return new com.nimbusds.oauth2.sdk.auth.Secret(clientSecret.reveal());
  }
}
