package org.grantlet.sample.provider;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** {@code /.well-known/openid-configuration} and {@code /.well-known/jwks.json}. */
final class MetadataServlet extends HttpServlet {
  private final transient DemoProvider provider;

  MetadataServlet(DemoProvider provider) {
    this.provider = provider;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json;charset=UTF-8");
    switch (String.valueOf(request.getPathInfo())) {
      case "/openid-configuration" ->
          response.getWriter().write(metadata().toJSONObject().toJSONString());
      case "/jwks.json" ->
          response.getWriter().write(new JWKSet(provider.key().toPublicJWK()).toString());
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private OIDCProviderMetadata metadata() {
    OIDCProviderMetadata metadata =
        new OIDCProviderMetadata(
            new Issuer(provider.issuer()),
            List.of(SubjectType.PUBLIC),
            provider.endpoint("/.well-known/jwks.json"));
    metadata.setAuthorizationEndpointURI(provider.endpoint("/authorize"));
    metadata.setTokenEndpointURI(provider.endpoint("/token"));
    metadata.setUserInfoEndpointURI(provider.endpoint("/userinfo"));
    metadata.setRevocationEndpointURI(provider.endpoint("/revoke"));
    metadata.setScopes(new Scope("openid", "email", "profile", "calendar.read", "offline_access"));
    metadata.setResponseTypes(List.of(ResponseType.CODE));
    metadata.setResponseModes(List.of(ResponseMode.QUERY, ResponseMode.FORM_POST));
    metadata.setGrantTypes(List.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    metadata.setTokenEndpointAuthMethods(
        List.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST));
    metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
    metadata.setSupportsAuthorizationResponseIssuerParam(true);
    return metadata;
  }
}
