package org.grantlet.testing;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.grantlet.testing.IssuedTokens.Consent;
import org.grantlet.testing.IssuedTokens.Family;
import org.jspecify.annotations.Nullable;

/** Codes and refresh tokens against tokens, and their revocation. */
final class TokenEndpoint {
  private final String issuer;
  private final ProviderSettings settings;
  private final IssuedTokens tokens;
  private final IdTokenMint mint;

  TokenEndpoint(String issuer, ProviderSettings settings, IssuedTokens tokens, IdTokenMint mint) {
    this.issuer = issuer;
    this.settings = settings;
    this.tokens = tokens;
    this.mint = mint;
  }

  Reply token(RecordedRequest request, Behavior behavior, IdTokenBehavior idToken) {
    if (!"POST".equals(request.method())) {
      return Reply.status(405);
    }
    if (!isAuthenticated(request)) {
      return Reply.oauthError("invalid_client").header("WWW-Authenticate", "Basic");
    }
    String type = request.parameter("grant_type");
    if ("authorization_code".equals(type)) {
      Family family = exchange(request);
      return family == null
          ? Reply.oauthError("invalid_grant")
          : tokens(family, true, request, behavior, idToken);
    }
    if ("refresh_token".equals(type)) {
      Rotation rotation = settings.rotation;
      String refreshToken = request.parameter("refresh_token");
      Family family = refreshToken == null ? null : tokens.use(refreshToken, rotation);
      return family == null || !isOf(family.consent(), request)
          ? Reply.oauthError("invalid_grant")
          : tokens(family, rotation != Rotation.OFF, request, behavior, idToken);
    }
    return Reply.oauthError("unsupported_grant_type");
  }

  Reply revoke(RecordedRequest request) {
    String token = request.parameter("token");
    if (!isAuthenticated(request)) {
      return Reply.oauthError("invalid_client").header("WWW-Authenticate", "Basic");
    }
    if (token == null) {
      return Reply.oauthError("invalid_request");
    }
    tokens.revoke(token);
    return Reply.status(200);
  }

  private boolean isAuthenticated(RecordedRequest request) {
    if (settings.anyClient) {
      return !clientId(request).isEmpty();
    }
    String method = request.clientAuthentication();
    if (!settings.authenticationMethods.contains(method)) {
      return false;
    }
    return switch (method) {
      case "client_secret_basic" -> isRight(String.valueOf(request.header("Authorization")));
      case "client_secret_post" ->
          settings.clientId.equals(request.parameter("client_id"))
              && settings.clientSecret.equals(request.parameter("client_secret"));
      case "none" -> settings.clientId.equals(request.parameter("client_id"));
      default -> false;
    };
  }

  /** The client that a request names; empty if it names none. */
  private static String clientId(RecordedRequest request) {
    String header = String.valueOf(request.header("Authorization"));
    if (!header.startsWith("Basic ")) {
      return Objects.requireNonNullElse(request.parameter("client_id"), "");
    }
    try {
      return ClientSecretBasic.parse(header).getClientID().getValue();
    } catch (ParseException e) {
      return "";
    }
  }

  /** Whether the client of a request is the one that the user agreed to. */
  private static boolean isOf(Consent consent, RecordedRequest request) {
    return consent.clientId().isEmpty() || consent.clientId().equals(clientId(request));
  }

  private boolean isRight(String basicHeader) {
    try {
      ClientSecretBasic basic = ClientSecretBasic.parse(basicHeader);
      return settings.clientId.equals(basic.getClientID().getValue())
          && settings.clientSecret.equals(basic.getClientSecret().getValue());
    } catch (ParseException e) {
      return false;
    }
  }

  private @Nullable Family exchange(RecordedRequest request) {
    String code = request.parameter("code");
    Family family = code == null ? null : tokens.redeem(code);
    if (family == null) {
      return null;
    }
    Consent consent = family.consent();
    boolean right =
        isOf(consent, request)
            && String.valueOf(consent.redirectUri()).equals(request.parameter("redirect_uri"))
            && consent.isProvenBy(request.parameter("code_verifier"));
    return right ? family : null;
  }

  private Reply tokens(
      Family family,
      boolean withRefreshToken,
      RecordedRequest request,
      Behavior behavior,
      IdTokenBehavior idToken) {
    Instant now = settings.clock.instant();
    String accessToken = tokens.accessToken(family, now.plus(settings.accessTokenLifetime));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("access_token", accessToken);
    members.put("token_type", "Bearer");
    members.put("expires_in", settings.accessTokenLifetime.toSeconds());
    members.put("scope", family.consent().scope());
    if (withRefreshToken) {
      members.put("refresh_token", tokens.refreshToken(family));
    }
    if (settings.openId && family.consent().includes("openid") && !idToken.isAbsent()) {
      Map<String, Object> claims = claims(family.consent(), accessToken, request, now);
      members.put("id_token", mint.mint(claims, settings.clientSecret));
    }
    behavior.apply(members);
    return Reply.json(200, members)
        .header("Cache-Control", "no-store")
        .header("Pragma", "no-cache");
  }

  private Map<String, Object> claims(
      Consent consent, String accessToken, RecordedRequest request, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", consent.clientId().isEmpty() ? clientId(request) : consent.clientId());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(settings.accessTokenLifetime).getEpochSecond());
    claims.put("auth_time", now.getEpochSecond());
    if (!request.isRefresh() && consent.nonce() != null) {
      claims.put("nonce", consent.nonce());
    }
    JWSAlgorithm algorithm = mint.algorithm();
    boolean ed25519 = Ed25519Signing.isFor(algorithm);
    claims.put(
        "at_hash",
        AccessTokenHash.compute(
                new BearerAccessToken(accessToken),
                ed25519 ? JWSAlgorithm.EdDSA : algorithm,
                ed25519 ? Curve.Ed25519 : null)
            .getValue());
    claims.putAll(consent.user().claims());
    return claims;
  }
}
