package org.grantlet.testing;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A client that is not ours, to check the test provider against. */
final class NimbusClient {
  static final URI REDIRECT_URI = URI.create("https://app.example.com/connect/callback");

  final CodeVerifier verifier = new CodeVerifier();
  final State state = new State();
  final Nonce nonce = new Nonce();

  private final TestProvider provider;
  private final HttpClient http = HttpClient.newHttpClient();

  NimbusClient(TestProvider provider) {
    this.provider = provider;
  }

  OIDCProviderMetadata metadata() throws Exception {
    return OIDCProviderMetadata.parse(get(provider.uri(Endpoint.DISCOVERY)).body());
  }

  AuthenticationRequest.Builder request() {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE,
            new Scope("openid", "email"),
            new ClientID(provider.clientId()),
            REDIRECT_URI)
        .endpointURI(provider.uri(Endpoint.AUTHORIZATION))
        .state(state)
        .nonce(nonce)
        .codeChallenge(verifier, CodeChallengeMethod.S256);
  }

  AuthorizationAnswer authorize() {
    return provider.authorize(request().build().toURI());
  }

  TokenResponse exchange(String code) throws Exception {
    return exchange(code, verifier, basic());
  }

  TokenResponse exchange(String code, CodeVerifier proof, ClientAuthentication authentication)
      throws Exception {
    return token(
        new AuthorizationCodeGrant(new AuthorizationCode(code), REDIRECT_URI, proof),
        authentication);
  }

  /** Signs in and exchanges the code. */
  TokenResponse signIn() throws Exception {
    return exchange(authorize().parameter("code"));
  }

  TokenResponse refresh(RefreshToken refreshToken) throws Exception {
    return token(new RefreshTokenGrant(refreshToken), basic());
  }

  private TokenResponse token(AuthorizationGrant grant, ClientAuthentication authentication)
      throws Exception {
    TokenRequest request =
        new TokenRequest.Builder(provider.uri(Endpoint.TOKEN), authentication, grant).build();
    return OIDCTokenResponseParser.parse(send(request.toHTTPRequest()));
  }

  UserInfoResponse userinfo(BearerAccessToken token) throws Exception {
    HTTPRequest request =
        new UserInfoRequest(provider.uri(Endpoint.USERINFO), token).toHTTPRequest();
    return UserInfoResponse.parse(send(request));
  }

  HTTPResponse revoke(Token token) throws Exception {
    return send(
        new TokenRevocationRequest(provider.uri(Endpoint.REVOCATION), basic(), token)
            .toHTTPRequest());
  }

  IDTokenClaimsSet validate(TokenResponse response) throws Exception {
    OIDCProviderMetadata metadata = metadata();
    JWKSet keys = JWKSet.parse(get(metadata.getJWKSetURI()).body());
    JWSAlgorithm algorithm = metadata.getIDTokenJWSAlgs().get(0);
    return new IDTokenValidator(
            new Issuer(provider.issuer()), new ClientID(provider.clientId()), algorithm, keys)
        .validate(response.toSuccessResponse().getTokens().toOIDCTokens().getIDToken(), nonce);
  }

  ClientAuthentication basic() {
    return new ClientSecretBasic(
        new ClientID(provider.clientId()), new Secret(provider.clientSecret()));
  }

  HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HTTPResponse send(HTTPRequest request)
      throws IOException, InterruptedException, ParseException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.getURI())
            .method(
                request.getMethod().name(),
                request.getBody() == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(request.getBody()));
    request
        .getHeaderMap()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    HttpResponse<String> received =
        http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    HTTPResponse response = new HTTPResponse(received.statusCode());
    received
        .headers()
        .map()
        .forEach((name, values) -> response.setHeader(name, values.toArray(String[]::new)));
    response.setBody(received.body());
    return response;
  }
}
