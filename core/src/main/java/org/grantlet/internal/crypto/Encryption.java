package org.grantlet.internal.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Secret;

/**
 * Seals values with AES-256-GCM under the newest key and opens those of all keys. The associated
 * data says where a value stands, so a ciphertext moved elsewhere does not open. Thread-safe.
 *
 * <p>A sealed value is one byte for the length of the key id, the key id, 12 random bytes of IV and
 * the ciphertext with its tag of 16 bytes.
 */
public final class Encryption {
  private static final int IV = 12;
  private static final int TAG = 16;
  private static final int IDLE = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final EncryptionKey newest;
  private final Map<String, EncryptionKey> keys = new LinkedHashMap<>();

  /** Used again: finding the implementation and the key's schedule cost more than a short value. */
  private final BlockingQueue<Cipher> idle = new ArrayBlockingQueue<>(IDLE);

  /** A vault with these keys, newest first, at least one. */
  public Encryption(List<EncryptionKey> keys) {
    newest = keys.get(0);
    keys.forEach(key -> this.keys.put(key.id(), key));
  }

  /** Seals bytes for a place. */
  public byte[] seal(byte[] plain, String place) {
    byte[] id = newest.id().getBytes(StandardCharsets.US_ASCII);
    byte[] iv = new byte[IV];
    RANDOM.nextBytes(iv);
    ByteBuffer sealed = ByteBuffer.allocate(1 + id.length + IV + plain.length + TAG);
    sealed.put((byte) id.length).put(id).put(iv);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, newest, iv, place);
      cipher.doFinal(ByteBuffer.wrap(plain), sealed);
      idle.offer(cipher);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM refused to encrypt", e);
    }
    return sealed.array();
  }

  /**
   * Opens what was sealed for the same place.
   *
   * @throws GrantletException {@link ErrorCode#INTERNAL_ERROR} naming the key id if its key is
   *     missing, or if the value was changed or moved
   */
  public byte[] open(byte[] sealed, String place) {
    EncryptionKey key = keys.get(keyId(sealed));
    if (key == null) {
      throw new GrantletException(
          ErrorCode.INTERNAL_ERROR,
          "A stored value is encrypted with the key '"
              + keyId(sealed)
              + "', which is not among grantlet.encryption-key");
    }
    int start = 1 + sealed[0];
    try {
      byte[] iv = Arrays.copyOfRange(sealed, start, start + IV);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, iv, place);
      byte[] plain = cipher.doFinal(sealed, start + IV, sealed.length - start - IV);
      idle.offer(cipher);
      return plain;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new GrantletException(
          ErrorCode.INTERNAL_ERROR, "A stored value was changed or moved: it does not open", e);
    }
  }

  /** Whether the key of a sealed value is among those of this vault. */
  public boolean knowsKeyOf(byte[] sealed) {
    return keys.containsKey(keyId(sealed));
  }

  /** Seals a text for a place, as URL-safe base64. */
  public String sealText(String plain, String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(seal(plain.getBytes(StandardCharsets.UTF_8), place));
  }

  /** Opens a text that was sealed for the same place; throws what {@link #open} throws. */
  public Secret openText(String sealed, String place) {
    return Secret.of(new String(open(bytes(sealed), place), StandardCharsets.UTF_8));
  }

  /** Whether a sealed text is under the newest key, so that re-encrypting it changes nothing. */
  public boolean isNewest(String sealed) {
    return keyId(bytes(sealed)).equals(newest.id());
  }

  private static byte[] bytes(String sealed) {
    try {
      return Base64.getUrlDecoder().decode(sealed);
    } catch (IllegalArgumentException e) {
      return new byte[0]; // names no key, and so it is refused
    }
  }

  private static String keyId(byte[] sealed) {
    int length = sealed.length == 0 ? 0 : sealed[0];
    return length <= 0 || length >= sealed.length
        ? "?"
        : new String(sealed, 1, length, StandardCharsets.US_ASCII);
  }

  /** A cipher for this caller alone; the caller returns it to the idle ones, unless it failed. */
  private Cipher cipher(int mode, EncryptionKey key, byte[] iv, String place)
      throws GeneralSecurityException {
    Cipher cipher = idle.poll();
    if (cipher == null) {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    }
    cipher.init(mode, key.key(), new GCMParameterSpec(TAG * 8, iv));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
