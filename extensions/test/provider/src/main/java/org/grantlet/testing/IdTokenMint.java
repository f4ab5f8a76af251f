package org.grantlet.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The keys of a provider, and ID tokens made of claims as its {@link IdTokenBehavior} wants. */
final class IdTokenMint {
  private static final AtomicInteger KEYS = new AtomicInteger();

  private final IdTokenBehavior behavior;
  private final List<JWK> published = new ArrayList<>();
  private final List<String> minted = new CopyOnWriteArrayList<>();
  private JWSAlgorithm algorithm = JWSAlgorithm.RS256;

  IdTokenMint(IdTokenBehavior behavior) {
    this.behavior = behavior;
    rotate(algorithm);
  }

  /** Signs with a new key from now on; the old ones stay published. */
  synchronized void rotate(JWSAlgorithm newAlgorithm) {
    rotate(newAlgorithm, "key-" + KEYS.incrementAndGet());
  }

  private void rotate(JWSAlgorithm newAlgorithm, String keyId) {
    algorithm = newAlgorithm;
    published.add(TestKeys.next(newAlgorithm, keyId));
  }

  /** Signs with a new key that has the name of the one before, which is gone. */
  synchronized void replaceUnderOldName() {
    rotate(algorithm, key().getKeyID());
    withdrawOldKeys();
  }

  synchronized void withdrawOldKeys() {
    published.subList(0, published.size() - 1).clear();
  }

  synchronized JWSAlgorithm algorithm() {
    return algorithm;
  }

  synchronized Map<String, Object> jwks() {
    return new LinkedHashMap<>(new JWKSet(List.copyOf(published)).toPublicJWKSet().toJSONObject());
  }

  List<String> minted() {
    return minted;
  }

  private synchronized JWK key() {
    return published.get(published.size() - 1);
  }

  String mint(Map<String, Object> claims, String clientSecret) {
    String raw = behavior.raw();
    if (raw != null) {
      return raw;
    }
    behavior.apply(claims);
    try {
      String token = sign(new Payload(claims), clientSecret);
      minted.add(token);
      return token;
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private String sign(Payload payload, String clientSecret) throws JOSEException {
    JWK key = key();
    return switch (behavior.signature()) {
      case RIGHT -> sign(payload, key, key.getKeyID());
      case NO_KEY_ID -> sign(payload, key, null);
      case STRANGER ->
          sign(payload, TestKeys.stranger(algorithm(), key.getKeyID()), key.getKeyID());
      case UNKNOWN_KEY_ID -> {
        String keyId = UUID.randomUUID().toString();
        yield sign(payload, TestKeys.stranger(algorithm(), keyId), keyId);
      }
      case NONE -> new PlainObject(payload).serialize();
      case CLIENT_SECRET -> hmac(payload, clientSecret.getBytes(StandardCharsets.UTF_8), null);
      case PUBLIC_KEY -> hmac(payload, pem((AsymmetricJWK) key), key.getKeyID());
      case TAMPERED -> tampered(sign(payload, key, key.getKeyID()));
    };
  }

  private String sign(Payload payload, JWK key, @Nullable String keyId) throws JOSEException {
    JWSAlgorithm alg = algorithm();
    JWSSigner signer =
        key instanceof OctetKeyPair pair
            ? new Ed25519Signing(pair)
            : new DefaultJWSSignerFactory().createJWSSigner(key, alg);
    JWSHeader.Builder header = new JWSHeader.Builder(alg).keyID(keyId);
    behavior.header().accept(header);
    return signed(header.build(), payload, signer);
  }

  private static String hmac(Payload payload, byte[] secret, @Nullable String keyId)
      throws JOSEException {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keyId).build();
    return signed(header, payload, new MACSigner(secret));
  }

  private static String signed(JWSHeader header, Payload payload, JWSSigner signer)
      throws JOSEException {
    JWSObject token = new JWSObject(header, payload);
    token.sign(signer);
    return token.serialize();
  }

  private static byte[] pem(AsymmetricJWK key) throws JOSEException {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.toPublicKey().getEncoded());
    return ("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The same header and signature around claims of another subject. */
  private static String tampered(String token) {
    int first = token.indexOf('.');
    int last = token.lastIndexOf('.');
    Map<String, Object> claims =
        new LinkedHashMap<>(
            new Payload(new Base64URL(token.substring(first + 1, last))).toJSONObject());
    claims.put("sub", claims.get("sub") + "-tampered");
    return token.substring(0, first + 1)
        + new Payload(claims).toBase64URL()
        + token.substring(last);
  }
}
