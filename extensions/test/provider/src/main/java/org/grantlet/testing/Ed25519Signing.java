package org.grantlet.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Set;

/** Ed25519 by the JDK; the JOSE library's own needs another library. */
final class Ed25519Signing implements JWSSigner {
  private static final Set<JWSAlgorithm> NAMES =
      Set.of(JWSAlgorithm.EdDSA, new JWSAlgorithm("Ed25519"));

  /** A public key in its X.509 form ends with its 32 bytes. */
  private static final int LENGTH = 32;

  private final PrivateKey key;

  Ed25519Signing(OctetKeyPair pair) throws JOSEException {
    try {
      key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(
                  new EdECPrivateKeySpec(NamedParameterSpec.ED25519, pair.getDecodedD()));
    } catch (GeneralSecurityException e) {
      throw new JOSEException(e);
    }
  }

  static boolean isFor(JWSAlgorithm algorithm) {
    return NAMES.contains(algorithm);
  }

  static OctetKeyPair generate(String keyId) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] x = Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
      byte[] d = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
          .d(Base64URL.encode(d))
          .keyUse(KeyUse.SIGNATURE)
          .keyID(keyId)
          .build();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Base64URL sign(JWSHeader header, byte[] signingInput) throws JOSEException {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(signingInput);
      return Base64URL.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new JOSEException(e);
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
