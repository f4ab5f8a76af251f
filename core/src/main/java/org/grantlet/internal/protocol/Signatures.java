package org.grantlet.internal.protocol;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import org.grantlet.provider.ClientCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that a provider signed a JWT. A signature that no known key verifies fetches the keys
 * again: a key may be new, even under an old {@code kid}. Thread-safe.
 */
final class Signatures {
  /** Asymmetric only: HS256 has to be named by the integration; "none" is never accepted. */
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
          JWSAlgorithm.ES512,
          JWSAlgorithm.EdDSA,
          Ed25519Keys.ALGORITHM);

  private final Discovery discovery;

  Signatures(Discovery discovery) {
    this.discovery = discovery;
  }

  /**
   * The claims of a JWT, once its signature is verified.
   *
   * @param chosen the integration's algorithm; null for those that the provider announces
   * @param announced what the provider announces; empty if it does not say
   */
  JWTClaimsSet verify(
      SignedToken jwt,
      ResolvedProvider provider,
      ClientCredentials client,
      @Nullable String chosen,
      Set<String> announced)
      throws BadJOSEException, JOSEException, ParseException {
    JWSHeader header = jwt.header();
    if (!isAllowed(header.getAlgorithm(), chosen, announced)) {
      throw new BadJWSException(
          "it is signed by "
              + header.getAlgorithm()
              + ", which is not among those expected: "
              + (chosen != null
                  ? chosen
                  : ALGORITHMS.stream().filter(each -> isAllowed(each, null, announced)).toList()));
    }
    if (header.getType() != null && !JOSEObjectType.JWT.equals(header.getType())) {
      throw new BadJWSException(
          "it is of another type: " + header.getType()); // RFC 8725 section 3.11
    }
    if (!isSigned(jwt, provider, client)) {
      throw new BadJWSException("its signature is of none of the provider's keys");
    }
    return jwt.claims();
  }

  private boolean isSigned(SignedToken jwt, ResolvedProvider provider, ClientCredentials client)
      throws BadJOSEException, JOSEException {
    JWSHeader header = jwt.header();
    if (JWSAlgorithm.Family.HMAC_SHA.contains(header.getAlgorithm())) {
      byte[] secret = ClientAuthentication.secret(client).getBytes(StandardCharsets.UTF_8);
      return isSignedByOne(jwt, List.of(new MACVerifier(secret)));
    }
    URI jwksUri = provider.jwksUri();
    if (jwksUri == null) {
      throw new BadJWSException("the provider's jwks_uri is not known");
    }
    SigningKeys keys = discovery.keys(provider.name(), jwksUri);
    if (isSignedByOne(jwt, keys.fitting(header))) {
      return true;
    }
    SigningKeys newer;
    try {
      newer = discovery.newerKeys(provider.name(), jwksUri, keys);
    } catch (ProviderException e) {
      return false;
    }
    return newer != keys && isSignedByOne(jwt, newer.fitting(header));
  }

  private static boolean isSignedByOne(SignedToken jwt, List<JWSVerifier> keys)
      throws JOSEException {
    byte[] signed = jwt.signed().getBytes(StandardCharsets.US_ASCII);
    for (JWSVerifier key : keys) {
      if (key.verify(jwt.header(), signed, jwt.signature())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAllowed(
      JWSAlgorithm algorithm, @Nullable String chosen, Set<String> announced) {
    return chosen != null
        ? isAmong(algorithm, Set.of(chosen))
        : ALGORITHMS.contains(algorithm) && (announced.isEmpty() || isAmong(algorithm, announced));
  }

  /** Ed25519 has two names. */
  private static boolean isAmong(JWSAlgorithm algorithm, Set<String> names) {
    return names.contains(algorithm.getName())
        || (Ed25519Keys.isNameOf(algorithm)
            && Ed25519Keys.NAMES.stream().anyMatch(name -> names.contains(name.getName())));
  }
}
