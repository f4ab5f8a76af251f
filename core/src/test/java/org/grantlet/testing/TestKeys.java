package org.grantlet.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signing keys. RSA keys take long to make, so that providers of one JVM share a few in turn. */
final class TestKeys {
  private static final int SHARED = 6;
  private static final List<RSAKey> RSA = new ArrayList<>();
  private static int handedOut;
  private static @Nullable RSAKey strangersRsa;

  private TestKeys() {}

  /** Takes the time that the key needs to be made before a client waits for it. */
  static void prepareStranger() {
    JWK unused = stranger(JWSAlgorithm.RS256, "stranger");
  }

  /** A key that no provider publishes. */
  static synchronized JWK stranger(JWSAlgorithm algorithm, String keyId) {
    if (!JWSAlgorithm.Family.RSA.contains(algorithm)) {
      return next(algorithm, keyId);
    }
    if (strangersRsa == null) {
      strangersRsa = generateRsa();
    }
    return renamed(strangersRsa, keyId);
  }

  private static RSAKey generateRsa() {
    try {
      return new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** A key that differs from the last few handed out. */
  static synchronized JWK next(JWSAlgorithm algorithm, String keyId) {
    if (Ed25519Signing.isFor(algorithm)) {
      return Ed25519Signing.generate(keyId);
    }
    try {
      if (JWSAlgorithm.Family.EC.contains(algorithm)) {
        Curve curve = Curve.forJWSAlgorithm(algorithm).iterator().next();
        return new ECKeyGenerator(curve).keyUse(KeyUse.SIGNATURE).keyID(keyId).generate();
      }
      int index = handedOut++ % SHARED;
      if (index == RSA.size()) {
        RSA.add(generateRsa());
      }
      return renamed(RSA.get(index), keyId);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** The same key by another name. */
  static JWK renamed(JWK key, String keyId) {
    return key instanceof RSAKey rsa
        ? new RSAKey.Builder(rsa).keyID(keyId).build()
        : new ECKey.Builder(key.toECKey()).keyID(keyId).build();
  }
}
