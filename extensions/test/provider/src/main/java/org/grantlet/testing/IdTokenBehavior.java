package org.grantlet.testing;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How ID tokens are wrong. {@code set}, {@code remove} and {@code edit} change claims, times being
 * seconds since the epoch; the other knobs say who signs. Thread-safe.
 */
public final class IdTokenBehavior extends Edits<IdTokenBehavior> {

  /** Who signs, and how. */
  enum Signature {
    RIGHT,
    STRANGER,
    UNKNOWN_KEY_ID,
    NO_KEY_ID,
    NONE,
    CLIENT_SECRET,
    PUBLIC_KEY,
    TAMPERED
  }

  private volatile Signature signature = Signature.RIGHT;
  private volatile boolean absent;
  private volatile @Nullable String raw;
  private volatile Consumer<JWSHeader.Builder> header = builder -> {};

  IdTokenBehavior() {}

  @Override
  IdTokenBehavior self() {
    return this;
  }

  /** The token response has no ID token. */
  public IdTokenBehavior absent() {
    absent = true;
    return this;
  }

  /** This text stands where the ID token should. */
  public IdTokenBehavior raw(String text) {
    raw = text;
    return this;
  }

  /** Signed by somebody else's key, under the key id of the provider's. */
  public IdTokenBehavior signedByStranger() {
    return signed(Signature.STRANGER);
  }

  /** Signed by somebody else's key, which comes along in the header. */
  public IdTokenBehavior signedByStrangersKeyInHeader() {
    return signedByStranger()
        .header(more -> more.jwk(TestKeys.stranger(JWSAlgorithm.RS256, "stranger").toPublicJWK()));
  }

  /** Signed by somebody else's key, under a key id that is new each time and never published. */
  public IdTokenBehavior unknownKeyId() {
    return signed(Signature.UNKNOWN_KEY_ID);
  }

  /** Signed rightly, but without a key id: valid, the client must try the keys that fit. */
  public IdTokenBehavior withoutKeyId() {
    return signed(Signature.NO_KEY_ID);
  }

  /** Not signed: {@code alg} is {@code none}. */
  public IdTokenBehavior unsigned() {
    return signed(Signature.NONE);
  }

  /** HS256 with the client secret: valid only for integrations that ask for it by name. */
  public IdTokenBehavior signedWithClientSecret() {
    return signed(Signature.CLIENT_SECRET);
  }

  /** HS256 with the PEM text of the provider's public key, RFC 8725 §2.1. */
  public IdTokenBehavior signedWithPublicKey() {
    return signed(Signature.PUBLIC_KEY);
  }

  /** A claim was changed after signing. */
  public IdTokenBehavior tampered() {
    return signed(Signature.TAMPERED);
  }

  /** Signed rightly under a header with more in it. */
  public IdTokenBehavior header(Consumer<JWSHeader.Builder> more) {
    header = more;
    return this;
  }

  private IdTokenBehavior signed(Signature how) {
    signature = how;
    return this;
  }

  @Override
  public IdTokenBehavior reset() {
    signature = Signature.RIGHT;
    absent = false;
    raw = null;
    header = builder -> {};
    return super.reset();
  }

  Signature signature() {
    return signature;
  }

  Consumer<JWSHeader.Builder> header() {
    return header;
  }

  boolean isAbsent() {
    return absent;
  }

  @Nullable String raw() {
    return raw;
  }
}
