package org.grantlet.sample.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.JakartaServletUtils;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /token}: codes and refresh tokens become tokens. */
final class TokenServlet extends HttpServlet {
  private final transient DemoProvider provider;

  TokenServlet(DemoProvider provider) {
    this.provider = provider;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    TokenResponse answer;
    try {
      answer = answer(TokenRequest.parse(JakartaServletUtils.createHTTPRequest(request)));
    } catch (ParseException e) {
      ErrorObject said = e.getErrorObject();
      answer = new TokenErrorResponse(said == null ? OAuth2Error.INVALID_REQUEST : said);
    }
    JakartaServletUtils.applyHTTPResponse(answer.toHTTPResponse(), response);
  }

  private TokenResponse answer(TokenRequest asked) {
    Optional<DemoClient> client =
        Optional.ofNullable(asked.getClientAuthentication())
            .flatMap(authentication -> provider.client(authentication.getClientID()))
            .filter(found -> found.isAuthenticatedBy(asked.getClientAuthentication()));
    if (client.isEmpty()) {
      return new TokenErrorResponse(OAuth2Error.INVALID_CLIENT);
    }
    String clientId = client.get().id();
    if (asked.getAuthorizationGrant() instanceof AuthorizationCodeGrant code) {
      return provider
          .ledger()
          .redeem(code.getAuthorizationCode().getValue(), clientId, code.getRedirectionURI())
          .filter(found -> isProved(found.request(), code.getCodeVerifier()))
          .map(
              found ->
                  tokens(
                      new Ledger.Consent(
                          clientId, found.person(), found.request().getScope(), found.family()),
                      found.request()))
          .orElseGet(() -> new TokenErrorResponse(OAuth2Error.INVALID_GRANT));
    }
    if (asked.getAuthorizationGrant() instanceof RefreshTokenGrant refresh) {
      return provider
          .ledger()
          .rotate(refresh.getRefreshToken().getValue(), clientId)
          .map(consent -> tokens(consent, null))
          .orElseGet(() -> new TokenErrorResponse(OAuth2Error.INVALID_GRANT));
    }
    return new TokenErrorResponse(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
  }

  /** RFC 7636 section 4.6. */
  private static boolean isProved(AuthorizationRequest asked, @Nullable CodeVerifier verifier) {
    return verifier != null
        && CodeChallenge.compute(asked.getCodeChallengeMethod(), verifier)
            .equals(asked.getCodeChallenge());
  }

  private TokenResponse tokens(Ledger.Consent consent, @Nullable AuthorizationRequest asked) {
    BearerAccessToken accessToken = provider.ledger().accessToken(consent);
    return new OIDCTokenResponse(
        new OIDCTokens(
            idToken(consent, accessToken, asked),
            accessToken,
            provider.ledger().refreshToken(consent)));
  }

  private JWT idToken(
      Ledger.Consent consent, BearerAccessToken accessToken, @Nullable AuthorizationRequest asked) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(provider.issuer().toString())
            .subject(consent.person().subject())
            .audience(consent.clientId())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(DemoProvider.ACCESS_TOKEN_LIFE)))
            .claim("email", consent.person().email())
            .claim("name", consent.person().name())
            .claim(
                "at_hash",
                AccessTokenHash.compute(accessToken, JWSAlgorithm.RS256, null).getValue());
    List<String> nonce = asked == null ? null : asked.getCustomParameter("nonce");
    if (nonce != null && !nonce.isEmpty()) {
      claims.claim("nonce", nonce.get(0));
    }
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(provider.key().getKeyID()).build(),
            claims.build());
    try {
      jwt.sign(new RSASSASigner(provider.key()));
    } catch (JOSEException e) {
      throw new IllegalStateException("the key does not sign", e);
    }
    return jwt;
  }
}
