package org.grantlet.testing;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.testing.IssuedTokens.Consent;

/** What each endpoint rightly says, with the edits of its {@link Behavior}. */
final class ProviderEndpoints {
  private final String issuer;
  private final ProviderSettings settings;
  private final IssuedTokens tokens;
  private final IdTokenMint mint;
  private final TokenEndpoint tokenEndpoint;

  ProviderEndpoints(
      String issuer, ProviderSettings settings, IssuedTokens tokens, IdTokenMint mint) {
    this.issuer = issuer;
    this.settings = settings;
    this.tokens = tokens;
    this.mint = mint;
    tokenEndpoint = new TokenEndpoint(issuer, settings, tokens, mint);
  }

  Reply answer(RecordedRequest request, Behavior behavior, IdTokenBehavior idToken) {
    return switch (request.endpoint()) {
      case DISCOVERY -> ifOpenId(discovery(), behavior);
      case JWKS -> ifOpenId(mint.jwks(), behavior);
      case USERINFO -> userinfo(request, behavior);
      case AUTHORIZATION ->
          AuthorizationEndpoint.answer(request, issuer, settings, tokens, behavior);
      case TOKEN -> tokenEndpoint.token(request, behavior, idToken);
      case REVOCATION -> tokenEndpoint.revoke(request);
      case API -> Reply.status(404);
    };
  }

  private Reply ifOpenId(Map<String, Object> members, Behavior behavior) {
    if (!settings.openId) {
      return Reply.status(404);
    }
    behavior.apply(members);
    return Reply.of(200, behavior.type(), JSONObjectUtils.toJSONString(members));
  }

  private Map<String, Object> discovery() {
    OIDCProviderMetadata metadata =
        new OIDCProviderMetadata(
            new Issuer(issuer), List.of(SubjectType.PUBLIC), uri(Endpoint.JWKS));
    metadata.setAuthorizationEndpointURI(uri(Endpoint.AUTHORIZATION));
    metadata.setTokenEndpointURI(uri(Endpoint.TOKEN));
    metadata.setUserInfoEndpointURI(uri(Endpoint.USERINFO));
    metadata.setRevocationEndpointURI(uri(Endpoint.REVOCATION));
    metadata.setResponseTypes(List.of(ResponseType.CODE));
    metadata.setResponseModes(List.of(ResponseMode.QUERY, ResponseMode.FORM_POST));
    metadata.setGrantTypes(List.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    metadata.setIDTokenJWSAlgs(List.of(mint.algorithm()));
    metadata.setTokenEndpointAuthMethods(
        settings.authenticationMethods.stream()
            .sorted()
            .map(ClientAuthenticationMethod::parse)
            .toList());
    metadata.setSupportsAuthorizationResponseIssuerParam(settings.sendsIssuer);
    return new LinkedHashMap<>(metadata.toJSONObject());
  }

  private URI uri(Endpoint endpoint) {
    return URI.create(issuer + endpoint.path());
  }

  private Reply userinfo(RecordedRequest request, Behavior behavior) {
    String authorization = request.header("Authorization");
    Consent consent =
        authorization != null && authorization.startsWith("Bearer ")
            ? tokens.consent(authorization.substring(7), settings.clock.instant())
            : null;
    if (consent == null) {
      return Reply.status(401).header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
    Map<String, Object> claims = consent.user().claims();
    if (!settings.signedUserInfo) {
      return ifOpenId(claims, behavior);
    }
    claims.put("iss", issuer);
    claims.put("aud", settings.clientId);
    behavior.apply(claims);
    return Reply.of(200, "application/jwt", mint.mint(claims, settings.clientSecret));
  }
}
