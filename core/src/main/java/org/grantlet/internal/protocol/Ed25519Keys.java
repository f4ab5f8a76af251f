package org.grantlet.internal.protocol;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

/**
 * Ed25519 (RFC 8037, RFC 9864) by the JDK: Nimbus's own verifier needs another library. Immutable.
 */
final class Ed25519Keys implements JWSVerifier {
  /** Not a constant of the library, which an application may have older than this name. */
  static final JWSAlgorithm ALGORITHM = new JWSAlgorithm("Ed25519");

  /** The names of RFC 8037 and of RFC 9864, which replaces it. */
  static final Set<JWSAlgorithm> NAMES = Set.of(JWSAlgorithm.EdDSA, ALGORITHM);

  private static final int LENGTH = 32;

  private final EdECPublicKey key;

  Ed25519Keys(EdECPublicKey key) {
    this.key = key;
  }

  static boolean isNameOf(Algorithm algorithm) {
    return JWSAlgorithm.EdDSA.getName().equals(algorithm.getName())
        || ALGORITHM.getName().equals(algorithm.getName());
  }

  /** Decodes a point (RFC 8032 section 5.1.2): little-endian, the sign last. */
  static EdECPublicKey publicKey(byte[] encoded) throws JOSEException {
    if (encoded.length != LENGTH) {
      throw new JOSEException("an Ed25519 key has 32 bytes");
    }
    byte[] y = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      y[i] = encoded[LENGTH - 1 - i];
    }
    boolean xIsOdd = (y[0] & 0x80) != 0;
    y[0] &= 0x7F;
    try {
      return (EdECPublicKey)
          KeyFactory.getInstance("Ed25519")
              .generatePublic(
                  new EdECPublicKeySpec(
                      NamedParameterSpec.ED25519, new EdECPoint(xIsOdd, new BigInteger(1, y))));
    } catch (GeneralSecurityException e) {
      throw new JOSEException(e.getMessage(), e);
    }
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature)
      throws JOSEException {
    Set<String> critical = header.getCriticalParams(); // RFC 7515 section 4.1.11: we know of none
    if (!isNameOf(header.getAlgorithm()) || (critical != null && !critical.isEmpty())) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(signingInput);
      return verifier.verify(signature.decode());
    } catch (SignatureException e) {
      return false; // not of the right length or form
    } catch (GeneralSecurityException e) {
      throw new JOSEException(e.getMessage(), e);
    }
  }

  @Override
  public Set<JWSAlgorithm> supportedJWSAlgorithms() {
    return NAMES;
  }

  @Override
  public JCAContext getJCAContext() {
    return new JCAContext();
  }
}
