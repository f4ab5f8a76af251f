package org.grantlet.provider;

import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.id.ClientID;
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

  ClientID id() {
    return new ClientID(clientId);
  }

  /** The {@code Authorization} header of {@code client_secret_basic}. */
  String basic() {
    return new ClientSecretBasic(id(), nimbusSecret()).toHTTPAuthorizationHeader();
  }

  /** The client secret as text. */
  String requiredSecret() {
    if (clientSecret == null) {
      throw ProviderException.malformed("The integration has no client_secret", null);
    }
    return clientSecret.reveal();
  }

  com.nimbusds.oauth2.sdk.auth.Secret nimbusSecret() {
    return new com.nimbusds.oauth2.sdk.auth.Secret(requiredSecret());
  }
}
