package org.grantlet.provider;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.oauth2.sdk.token.TypelessAccessToken;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.grantlet.Secret;
import org.grantlet.json.Json;
import org.jspecify.annotations.Nullable;

/** Exchanges codes and refresh tokens, and revokes tokens. Thread-safe. */
public final class TokenEndpoint {
  private final ProviderTransport transport;

  TokenEndpoint(ProviderTransport transport) {
    this.transport = transport;
  }

  /**
   * Exchanges an authorization code (RFC 6749 section 4.1.3).
   *
   * @param callbackUri the one of the authorization request
   * @param codeVerifier RFC 7636; null if the request had no challenge
   * @throws ProviderException if no tokens came back
   */
  public TokenReply exchange(
      Provider provider,
      ClientCredentials client,
      String code,
      URI callbackUri,
      @Nullable String codeVerifier) {
    return ask(
        provider,
        client,
        new AuthorizationCodeGrant(
            new AuthorizationCode(code),
            callbackUri,
            codeVerifier == null ? null : new CodeVerifier(codeVerifier)));
  }

  /**
   * Uses a refresh token (RFC 6749 section 6).
   *
   * @throws ProviderException {@linkplain ProviderException#is is} {@code invalid_grant} if the
   *     provider no longer takes it
   */
  public TokenReply refresh(Provider provider, ClientCredentials client, Secret refreshToken) {
    return ask(provider, client, new RefreshTokenGrant(new RefreshToken(refreshToken.reveal())));
  }

  /**
   * Revokes a token (RFC 7009) where the provider has an endpoint for it.
   *
   * @throws ProviderException if the provider did not confirm
   */
  public void revoke(
      Provider provider,
      ClientCredentials client,
      Secret accessToken,
      @Nullable Secret refreshToken) {
    URI endpoint = provider.revocationEndpoint();
    if (endpoint == null) {
      return;
    }
    Token token =
        refreshToken != null
            ? new RefreshToken(refreshToken.reveal())
            : new TypelessAccessToken(accessToken.reveal());
    ClientAuthentication authentication = client.authentication(provider.tokenEndpointAuthMethod());
    HTTPResponse response =
        send(
            authentication == null
                ? new TokenRevocationRequest(endpoint, client.id(), token).toHTTPRequest()
                : new TokenRevocationRequest(endpoint, authentication, token).toHTTPRequest());
    if (!response.indicatesSuccess()) {
      throw failure(response, body(response));
    }
  }

  private TokenReply ask(
      Provider provider, ClientCredentials client, AuthorizationGrant authorizationGrant) {
    ClientAuthentication authentication = client.authentication(provider.tokenEndpointAuthMethod());
    URI endpoint = provider.tokenEndpoint();
    HTTPRequest request =
        (authentication == null
                ? new TokenRequest(endpoint, client.id(), authorizationGrant, null)
                : new TokenRequest(endpoint, authentication, authorizationGrant, null))
            .toHTTPRequest();
    request.setAccept("application/json"); // GitHub answers a form otherwise
    HTTPResponse response = send(request);
    Map<String, Object> body = body(response);
    if (!response.indicatesSuccess() || body.get("error") instanceof String) {
      throw failure(response, body); // some providers send errors with status 200
    }
    if (body.isEmpty()) {
      throw ProviderException.malformed("The token response is not a JSON object", null);
    }
    return TokenReply.parse(body);
  }

  private HTTPResponse send(HTTPRequest request) {
    try {
      return request.send(transport);
    } catch (IOException e) {
      throw ProviderException.unreachable(
          "The provider did not answer: " + ProviderException.clean(String.valueOf(e.getMessage())),
          e);
    }
  }

  private static Map<String, Object> body(HTTPResponse response) {
    String body = response.getBody();
    try {
      return body == null ? Map.of() : Json.object(body);
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  private static ProviderException failure(HTTPResponse response, Map<String, Object> body) {
    int status = response.getStatusCode();
    Object error = body.get("error");
    if (status >= 500 || status == 429 || "temporarily_unavailable".equals(error)) {
      return ProviderException.unreachable("The provider answered HTTP status " + status, null);
    }
    if (error instanceof String code) {
      Object description = body.get("error_description");
      return ProviderException.refused(code, description == null ? null : description.toString());
    }
    return ProviderException.malformed("The provider answered HTTP status " + status, null);
  }
}
