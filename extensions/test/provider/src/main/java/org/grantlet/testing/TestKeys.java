package org.grantlet.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Signing keys. RSA keys take long to make, so they are in a file: the last one is never published,
 * and the others are shared in turn.
 */
final class TestKeys {
  private static final List<JWK> RSA = read();
  private static final int SHARED = RSA.size() - 1;
  private static final AtomicInteger HANDED_OUT = new AtomicInteger();

  private TestKeys() {}

  private static List<JWK> read() {
    try (InputStream file = TestKeys.class.getResourceAsStream("rsa-keys.json")) {
      return JWKSet.load(Objects.requireNonNull(file)).getKeys();
    } catch (IOException | ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** A key that no provider publishes. */
  static JWK stranger(JWSAlgorithm algorithm, String keyId) {
    return JWSAlgorithm.Family.RSA.contains(algorithm)
        ? renamed(RSA.get(SHARED), keyId)
        : next(algorithm, keyId);
  }

  /** A key that differs from the last few handed out. */
  static JWK next(JWSAlgorithm algorithm, String keyId) {
    if (Ed25519Signing.isFor(algorithm)) {
      return Ed25519Signing.generate(keyId);
    }
    if (!JWSAlgorithm.Family.EC.contains(algorithm)) {
      return renamed(RSA.get(HANDED_OUT.getAndIncrement() % SHARED), keyId);
    }
    try {
      Curve curve = Curve.forJWSAlgorithm(algorithm).iterator().next();
      return new ECKeyGenerator(curve).keyUse(KeyUse.SIGNATURE).keyID(keyId).generate();
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
