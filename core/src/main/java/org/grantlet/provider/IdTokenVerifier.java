package org.grantlet.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.TypelessAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import java.text.ParseException;
import java.util.Set;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Validates ID tokens as OpenID Connect Core 1.0 section 3.1.3.7 says: signature, {@code iss},
 * {@code aud}, {@code azp}, {@code exp}, {@code iat}, {@code nonce}, and {@code at_hash} where it
 * is there. Thread-safe.
 */
final class IdTokenVerifier {
  /** Asymmetric only: HS256 is for integrations that ask for it by name, none is for nobody. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final Discovery discovery;

  IdTokenVerifier(Discovery discovery) {
    this.discovery = discovery;
  }

  JWTClaimsSet verify(
      Provider provider,
      ClientCredentials client,
      TokenReply reply,
      @Nullable String nonce,
      @Nullable String algorithm) {
    Secret idToken = reply.idToken();
    if (idToken == null) {
      throw invalid("openid was asked for and no ID token came", null);
    }
    try {
      SignedJWT jwt = SignedJWT.parse(idToken.reveal()); // fails where it is not signed
      Issuer issuer = issuer(provider, jwt);
      DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
      processor.setJWSKeySelector(keys(provider, client, algorithm));
      processor.setJWTClaimsSetVerifier(claims(issuer, client, nonce));
      JWTClaimsSet claims = processor.process(jwt, null);
      checkWhatTheSdkLeaves(claims, client, reply, jwt.getHeader().getAlgorithm());
      return claims;
    } catch (ParseException
        | BadJOSEException
        | InvalidHashException
        | IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()), e);
    } catch (JOSEException e) {
      throw ProviderException.unreachable("The provider's keys cannot be had", e);
    }
  }

  /** The SDK takes any sub, and leaves azp alone. */
  private static void checkWhatTheSdkLeaves(
      JWTClaimsSet claims, ClientCredentials client, TokenReply reply, JWSAlgorithm algorithm)
      throws InvalidHashException {
    String subject = claims.getSubject();
    if (subject == null || subject.isBlank() || subject.length() > Identity.SUBJECT_LENGTH) {
      throw invalid("its sub is empty, too long or no text", null);
    }
    Object party = claims.getClaim("azp");
    if (party == null && claims.getAudience().size() > 1) {
      throw invalid("it is for several audiences and has no azp", null);
    }
    if (party != null && !party.equals(client.clientId())) {
      throw invalid("its azp is another client", null);
    }
    Object hash = claims.getClaim("at_hash");
    if (hash != null) {
      AccessTokenValidator.validate(
          new TypelessAccessToken(reply.accessToken().reveal()),
          algorithm,
          new AccessTokenHash(String.valueOf(hash)));
    }
  }

  /** The issuer that the token must name, to the letter; only then its keys are asked for. */
  private static Issuer issuer(Provider provider, SignedJWT jwt) throws ParseException {
    String tenantId = jwt.getJWTClaimsSet().getStringClaim("tid");
    String expected = provider.expectedIssuer(tenantId);
    if (expected == null || !expected.equals(jwt.getJWTClaimsSet().getIssuer())) {
      throw invalid("its iss is not the provider's", null);
    }
    if (tenantId != null && !provider.acceptsTenant(tenantId)) {
      throw invalid("its tenant is not among those allowed", null);
    }
    return new Issuer(expected);
  }

  @SuppressWarnings("unchecked") // the verifier takes any context, and is of a raw type
  private static JWTClaimsSetVerifier<SecurityContext> claims(
      Issuer issuer, ClientCredentials client, @Nullable String nonce) {
    return new IDTokenClaimsVerifier(
        issuer,
        client.id(),
        nonce == null ? null : new Nonce(nonce),
        IDTokenValidator.DEFAULT_MAX_CLOCK_SKEW);
  }

  private JWSKeySelector<SecurityContext> keys(
      Provider provider, ClientCredentials client, @Nullable String algorithm) {
    JWSAlgorithm chosen = algorithm == null ? null : JWSAlgorithm.parse(algorithm);
    if (chosen != null && JWSAlgorithm.Family.HMAC_SHA.contains(chosen)) {
      return new JWSVerificationKeySelector<>(
          chosen, new ImmutableSecret<>(client.nimbusSecret().getValueBytes()));
    }
    if (provider.jwksUri() == null) {
      throw invalid("the provider's jwks_uri is not known", null);
    }
    return new JWSVerificationKeySelector<>(
        chosen == null ? ALGORITHMS : Set.of(chosen), discovery.keys(provider.jwksUri()));
  }

  private static GrantletException invalid(String why, @Nullable Throwable cause) {
    return new GrantletException(
        ErrorCode.EXCHANGE_FAILED,
        "The ID token is refused: " + ProviderException.clean(why),
        cause);
  }
}
