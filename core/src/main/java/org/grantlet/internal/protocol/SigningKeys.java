package org.grantlet.internal.protocol;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider's JWK Set (RFC 7517 section 5): unknown keys are ignored. Immutable. */
final class SigningKeys {
  /** More keys of one name and kind would be an attack on our time. */
  private static final int TRIED = 20;

  /** A key, and what verifies signatures by it. */
  private record Candidate(JWK jwk, JWSVerifier verifier) {}

  private final List<Candidate> candidates = new ArrayList<>();

  private SigningKeys() {}

  /** Reads a set. */
  static SigningKeys of(Map<String, Object> set) {
    if (!(set.get("keys") instanceof List<?> list)) {
      throw ProviderException.malformed("it has no list of keys", null);
    }
    SigningKeys keys = new SigningKeys();
    for (Object element : list) {
      Candidate candidate = element instanceof Map<?, ?> map ? read(map) : null;
      if (candidate != null) {
        keys.candidates.add(candidate);
      }
    }
    return keys;
  }

  @SuppressWarnings("unchecked") // JSON objects have string names
  private static @Nullable Candidate read(Map<?, ?> json) {
    try {
      JWK jwk = JWK.parse((Map<String, Object>) json);
      JWSVerifier verifier = verifier(jwk);
      return verifier == null ? null : new Candidate(jwk, verifier);
    } catch (ParseException | JOSEException | RuntimeException e) {
      return null; // of an unknown kind, curve or form
    }
  }

  private static @Nullable JWSVerifier verifier(JWK jwk) throws JOSEException {
    if (jwk instanceof RSAKey rsa) {
      return new RSASSAVerifier(rsa);
    }
    if (jwk instanceof ECKey ec) {
      return new ECDSAVerifier(ec);
    }
    return jwk instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve())
        ? new Ed25519Keys(Ed25519Keys.publicKey(pair.getDecodedX()))
        : null;
  }

  /** The keys that fit a header. */
  List<JWSVerifier> fitting(JWSHeader header) {
    List<JWSVerifier> fitting = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (fitting.size() < TRIED && fits(candidate.jwk(), header)) {
        fitting.add(candidate.verifier());
      }
    }
    return fitting;
  }

  private static boolean fits(JWK jwk, JWSHeader header) {
    JWSAlgorithm algorithm = header.getAlgorithm();
    Algorithm own = jwk.getAlgorithm();
    Set<KeyOperation> operations = jwk.getKeyOperations();
    return (header.getKeyID() == null || header.getKeyID().equals(jwk.getKeyID()))
        && (jwk.getKeyUse() == null || KeyUse.SIGNATURE.equals(jwk.getKeyUse()))
        && (operations == null || operations.isEmpty() || operations.contains(KeyOperation.VERIFY))
        && (own == null
            || own.getName().equals(algorithm.getName())
            || (Ed25519Keys.isNameOf(own) && Ed25519Keys.isNameOf(algorithm)))
        && isOfKind(jwk, algorithm);
  }

  private static boolean isOfKind(JWK jwk, JWSAlgorithm algorithm) {
    if (JWSAlgorithm.Family.RSA.contains(algorithm)) {
      return jwk instanceof RSAKey;
    }
    if (JWSAlgorithm.Family.EC.contains(algorithm)) {
      return jwk instanceof ECKey key && Curve.forJWSAlgorithm(algorithm).contains(key.getCurve());
    }
    return jwk instanceof OctetKeyPair && Ed25519Keys.isNameOf(algorithm);
  }
}
