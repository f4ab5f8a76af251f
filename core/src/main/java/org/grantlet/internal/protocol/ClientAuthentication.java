package org.grantlet.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.grantlet.internal.catalog.ClientAuthMethod;
import org.grantlet.internal.http.HttpRequest;
import org.grantlet.internal.text.FormText;
import org.grantlet.provider.ClientCredentials;

/**
 * Client authentication at an endpoint of the provider (RFC 6749 section 2.3.1).
 *
 * @param client the client
 * @param method its method
 */
record ClientAuthentication(ClientCredentials client, ClientAuthMethod method) {

  /** Its parameters in the body. */
  Map<String, String> inBody() {
    return switch (method) {
      case CLIENT_SECRET_BASIC, CLIENT_SECRET_BASIC_UNENCODED -> Map.of();
      case CLIENT_SECRET_POST ->
          Map.of("client_id", client.clientId(), "client_secret", secret(client));
      case NONE -> Map.of("client_id", client.clientId());
    };
  }

  /** Adds its header, if it has one. */
  void authenticate(HttpRequest request) {
    if (method == ClientAuthMethod.CLIENT_SECRET_BASIC_UNENCODED) {
      basic(request, client.clientId() + ":" + secret(client));
    } else if (method == ClientAuthMethod.CLIENT_SECRET_BASIC) {
      StringBuilder pair = new StringBuilder();
      FormText.encode(pair, client.clientId());
      FormText.encode(pair.append(':'), secret(client));
      basic(request, pair.toString());
    }
  }

  private static void basic(HttpRequest request, String pair) {
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  /** The client secret. */
  static String secret(ClientCredentials client) {
    if (client.clientSecret() == null) {
      throw ProviderException.malformed("The integration has no client_secret", null);
    }
    return client.clientSecret().reveal();
  }
}
