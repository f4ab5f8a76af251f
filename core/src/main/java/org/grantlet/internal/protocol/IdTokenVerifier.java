package org.grantlet.internal.protocol;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.internal.text.Reason;
import org.grantlet.provider.ClientCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Validates ID tokens as OpenID Connect Core 1.0 section 3.1.3.7 says: signature, {@code iss},
 * {@code aud}, {@code azp}, {@code exp}, {@code iat}, {@code nonce}, and {@code at_hash} if
 * present; and signed UserInfo (section 5.3.2). Thread-safe.
 */
final class IdTokenVerifier {
  private final Signatures signatures;
  private final int clockSkew;

  /**
   * Verifies with the keys of a discovery.
   *
   * @param clockSkew the allowed difference of the provider's clock
   */
  IdTokenVerifier(Discovery discovery, Duration clockSkew) {
    signatures = new Signatures(discovery);
    this.clockSkew = Math.toIntExact(clockSkew.toSeconds());
  }

  JWTClaimsSet verify(
      ResolvedProvider provider,
      ClientCredentials client,
      TokenResponse response,
      @Nullable String nonce,
      @Nullable String algorithm) {
    Secret idToken = response.idToken();
    if (idToken == null) {
      throw invalid("openid was asked for and no ID token came", null);
    }
    try {
      SignedToken jwt = SignedToken.parse(idToken.reveal()); // fails if it is unsigned
      Issuer issuer = issuer(provider, jwt);
      JWTClaimsSet claims =
          signatures.verify(
              jwt, provider, client, algorithm, provider.endpoints().idTokenAlgorithms());
      new IDTokenClaimsVerifier(
              issuer,
              new ClientID(client.clientId()),
              nonce == null ? null : new Nonce(nonce),
              clockSkew)
          .verify(claims, null);
      checkWhatTheSdkIgnores(claims, client, response, jwt.header().getAlgorithm());
      return claims;
    } catch (ParseException | BadJOSEException | IllegalArgumentException e) {
      throw invalid(Reason.of(e), e);
    } catch (JOSEException e) {
      throw invalid("its signature cannot be checked", e);
    }
  }

  /**
   * The claims of UserInfo that came as a JWT: of the provider, for this client. It needs no time
   * and no nonce: it answers a request with this access token.
   */
  JWTClaimsSet verifyUserInfo(String text, ResolvedProvider provider, ClientCredentials client) {
    try {
      SignedToken jwt = SignedToken.parse(text);
      Issuer unused = issuer(provider, jwt);
      JWTClaimsSet claims = signatures.verify(jwt, provider, client, null, Set.of());
      if (!claims.getAudience().contains(client.clientId())) {
        throw new BadJWTException("its aud is not this client");
      }
      checkSubject(claims);
      return claims;
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
      throw refused("UserInfo", Reason.of(e), e);
    }
  }

  /** The SDK accepts any sub, and ignores azp. */
  private static void checkWhatTheSdkIgnores(
      JWTClaimsSet claims, ClientCredentials client, TokenResponse response, JWSAlgorithm algorithm)
      throws BadJWTException {
    checkSubject(claims);
    Object party = claims.getClaim("azp");
    if (party == null && claims.getAudience().size() > 1) {
      throw new BadJWTException("it is for several audiences and has no azp");
    }
    if (party != null && !party.equals(client.clientId())) {
      throw new BadJWTException("its azp is another client");
    }
    Object hash = claims.getClaim("at_hash");
    if (hash != null && !hash.equals(hash(response.accessToken().reveal(), algorithm))) {
      throw new BadJWTException("its at_hash is of another access token");
    }
  }

  private static void checkSubject(JWTClaimsSet claims) throws BadJWTException {
    String subject = claims.getSubject();
    if (subject == null || subject.isBlank() || subject.length() > Identity.SUBJECT_LENGTH) {
      throw new BadJWTException("its sub is empty, too long or not a string");
    }
  }

  /** OpenID Connect Core 1.0 section 3.1.3.6; Ed25519 hashes by SHA-512. */
  private static String hash(String accessToken, JWSAlgorithm algorithm) {
    String name = algorithm.getName();
    String bits = Ed25519Keys.isNameOf(algorithm) ? "512" : name.substring(name.length() - 3);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-" + bits)
              .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, hash.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-2", e);
    }
  }

  /** The issuer that the token must name exactly, checked before any keys are fetched. */
  private static Issuer issuer(ResolvedProvider provider, SignedToken jwt)
      throws ParseException, BadJWTException {
    String tenantId = jwt.claims().getStringClaim("tid");
    String expected = provider.expectedIssuer(tenantId);
    if (expected == null || !expected.equals(jwt.claims().getIssuer())) {
      throw new BadJWTException("its iss is not the provider's");
    }
    if (tenantId != null && !provider.acceptsTenant(tenantId)) {
      throw new BadJWTException("its tenant is not among those allowed");
    }
    return new Issuer(expected);
  }

  private static GrantletException invalid(String why, @Nullable Throwable cause) {
    return refused("The ID token", why, cause);
  }

  private static GrantletException refused(String what, String why, @Nullable Throwable cause) {
    return new GrantletException(
        ErrorCode.EXCHANGE_FAILED, what + " is refused: " + Reason.clean(why), cause);
  }
}
