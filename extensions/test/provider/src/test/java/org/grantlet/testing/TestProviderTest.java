package org.grantlet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider that behaves, seen by a client that is not ours. */
class TestProviderTest {
  private final TestProvider provider = TestProvider.start();
  private final NimbusClient client = new NimbusClient(provider);

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void discovery_namesWhatTheProviderDoes() throws Exception {
    OIDCProviderMetadata metadata = client.metadata();
    assertThat(metadata.getIssuer().getValue()).isEqualTo(provider.issuer());
    assertThat(metadata.getTokenEndpointURI()).isEqualTo(provider.uri(Endpoint.TOKEN));
    assertThat(metadata.getRevocationEndpointURI()).isEqualTo(provider.uri(Endpoint.REVOCATION));
    assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
    assertThat(metadata.getIDTokenJWSAlgs()).containsExactly(JWSAlgorithm.RS256);
  }

  @Test
  void authorize_sendsCodeStateAndIssuerBack() {
    AuthorizationAnswer answer = client.authorize();
    assertThat(answer.uri().toString()).startsWith(NimbusClient.REDIRECT_URI + "?");
    assertThat(answer.parameters()).containsOnlyKeys("code", "state", "iss");
    assertThat(answer.parameter("state")).isEqualTo(client.state.getValue());
    assertThat(answer.parameter("iss")).isEqualTo(provider.issuer());
    assertThat(provider.requests(Endpoint.AUTHORIZATION)).hasSize(1);
  }

  @Test
  void authorize_withFormPost_answersWithAFormForTheClient() {
    AuthorizationAnswer answer =
        provider.authorize(client.request().responseMode(ResponseMode.FORM_POST).build().toURI());
    assertThat(answer.formPost()).isTrue();
    assertThat(answer.uri()).isEqualTo(NimbusClient.REDIRECT_URI);
    assertThat(answer.parameters()).containsOnlyKeys("code", "state", "iss");
  }

  @Test
  void signIn_givesTokensThatAClientAccepts() throws Exception {
    TokenResponse response = client.signIn();
    assertThat(client.validate(response).getSubject().getValue()).isEqualTo(TestUser.ADA.subject());
    Tokens tokens = response.toSuccessResponse().getTokens();
    assertThat(tokens.getBearerAccessToken().getLifetime()).isEqualTo(3600);
    assertThat(client.userinfo(tokens.getBearerAccessToken()).toSuccessResponse().getUserInfo())
        .extracting(info -> info.getEmailAddress())
        .isEqualTo(TestUser.ADA.email());
    assertThat(provider.requests(Endpoint.TOKEN))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.clientAuthentication()).isEqualTo("client_secret_basic");
              assertThat(request.parameter("code_verifier")).isEqualTo(client.verifier.getValue());
            });
  }

  @Test
  void signIn_withEllipticCurveKey_isAccepted() throws Exception {
    provider.signingAlgorithm("ES256");
    assertThat(client.validate(client.signIn())).isNotNull();
  }

  @Test
  void signIn_asAnotherUser_tellsThatUser() throws Exception {
    provider.user(TestUser.GRACE);
    assertThat(client.validate(client.signIn()).getStringClaim("email"))
        .isEqualTo("grace@example.com");
  }

  @Test
  void exchange_secondTime_isRefusedAndEndsTheFirst() throws Exception {
    String code = client.authorize().parameter("code");
    Tokens tokens = client.exchange(code).toSuccessResponse().getTokens();
    assertThat(error(client.exchange(code))).isEqualTo("invalid_grant");
    assertThat(provider.accepts(tokens.getAccessToken().getValue())).isFalse();
  }

  @Test
  void exchange_withAnotherVerifier_isRefused() throws Exception {
    String code = client.authorize().parameter("code");
    assertThat(error(client.exchange(code, new CodeVerifier(), client.basic())))
        .isEqualTo("invalid_grant");
  }

  @Test
  void exchange_withoutVerifier_isRefused() throws Exception {
    String code = client.authorize().parameter("code");
    assertThat(error(client.exchange(code, null, client.basic()))).isEqualTo("invalid_grant");
  }

  @Test
  void exchange_withWrongSecret_isRefused() throws Exception {
    String code = client.authorize().parameter("code");
    ClientSecretPost wrong =
        new ClientSecretPost(new ClientID(provider.clientId()), new Secret("wrong"));
    assertThat(error(client.exchange(code, client.verifier, wrong)))
        .isEqualTo(OAuth2Error.INVALID_CLIENT.getCode());
  }

  @Test
  void exchange_withOddSecret_isAccepted() throws Exception {
    provider.client("my client", "a:b%c d+é*~");
    assertThat(client.signIn().indicatesSuccess()).isTrue();
  }

  @Test
  void exchange_withAuthenticationThatIsOff_isRefused() throws Exception {
    provider.clientAuthentication("client_secret_post");
    assertThat(error(client.signIn())).isEqualTo("invalid_client");
    ClientSecretPost post =
        new ClientSecretPost(
            new ClientID(provider.clientId()), new Secret(provider.clientSecret()));
    String code = client.authorize().parameter("code");
    assertThat(client.exchange(code, client.verifier, post).indicatesSuccess()).isTrue();
    assertThat(provider.requests(Endpoint.TOKEN).get(1).clientAuthentication())
        .isEqualTo("client_secret_post");
  }

  @Test
  void refresh_rotatesAndNoticesReuse() throws Exception {
    RefreshToken first = refreshToken(client.signIn());
    RefreshToken second = refreshToken(client.refresh(first));
    assertThat(second).isNotEqualTo(first);
    assertThat(provider.accepts(second.getValue())).isTrue();
    assertThat(error(client.refresh(first))).isEqualTo("invalid_grant");
    assertThat(error(client.refresh(second))).isEqualTo("invalid_grant");
    assertThat(provider.refreshes()).hasSize(3);
  }

  @Test
  void refresh_withRotationOn_refusesTheOldAndKeepsTheNew() throws Exception {
    provider.rotation(Rotation.ON);
    RefreshToken first = refreshToken(client.signIn());
    RefreshToken second = refreshToken(client.refresh(first));
    assertThat(error(client.refresh(first))).isEqualTo("invalid_grant");
    assertThat(client.refresh(second).indicatesSuccess()).isTrue();
  }

  @Test
  void refresh_withRotationOff_sendsNoRefreshToken() throws Exception {
    provider.rotation(Rotation.OFF);
    RefreshToken first = refreshToken(client.signIn());
    assertThat(refreshToken(client.refresh(first))).isNull();
    assertThat(client.refresh(first).indicatesSuccess()).isTrue();
  }

  @Test
  void refresh_afterConsentIsWithdrawn_isRefused() throws Exception {
    RefreshToken token = new RefreshToken(provider.issueRefreshToken("openid email"));
    RefreshToken next = refreshToken(client.refresh(token));
    provider.revokeAll();
    assertThat(error(client.refresh(next))).isEqualTo("invalid_grant");
  }

  @Test
  void revoke_ofARefreshToken_endsTheAccessToken() throws Exception {
    Tokens tokens = client.signIn().toSuccessResponse().getTokens();
    assertThat(client.revoke(tokens.getRefreshToken()).getStatusCode()).isEqualTo(200);
    assertThat(provider.accepts(tokens.getAccessToken().getValue())).isFalse();
    assertThat(client.userinfo(tokens.getBearerAccessToken()).indicatesSuccess()).isFalse();
  }

  @Test
  void accessToken_afterItsLife_isNoLongerGood() throws Exception {
    MutableClock clock = MutableClock.atNow();
    provider.clock(clock).accessTokenLifetime(Duration.ofMinutes(5));
    Tokens tokens = client.signIn().toSuccessResponse().getTokens();
    clock.advance(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(provider.accepts(tokens.getAccessToken().getValue())).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(provider.accepts(tokens.getAccessToken().getValue())).isFalse();
    assertThat(provider.accepts(tokens.getRefreshToken().getValue())).isTrue();
  }

  @Test
  void withoutIdentity_onlyTokensAreLeft() throws Exception {
    provider.withoutIdentity();
    assertThat(client.get(provider.uri(Endpoint.DISCOVERY)).statusCode()).isEqualTo(404);
    AuthorizationAnswer answer = client.authorize();
    assertThat(answer.parameters()).containsOnlyKeys("code", "state");
    assertThat(client.exchange(answer.parameter("code")).toSuccessResponse().toJSONObject())
        .doesNotContainKey("id_token");
  }

  private static RefreshToken refreshToken(TokenResponse response) {
    return response.toSuccessResponse().getTokens().getRefreshToken();
  }

  private static String error(TokenResponse response) {
    return response.toErrorResponse().getErrorObject().getCode();
  }
}
