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
 * Encrypts values with AES-256-GCM under the newest key, and decrypts them with all keys. The
 * associated data says where a value is stored, so a ciphertext does not decrypt in another place.
 * Thread-safe.
 *
 * <p>An encrypted value is one byte for the length of the key id, the key id, 12 random bytes of IV
 * and the ciphertext with its tag of 16 bytes.
 */
public final class Encryption {
  private static final int IV = 12;
  private static final int TAG = 16;
  private static final int IDLE = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final EncryptionKey newest;
  private final Map<String, EncryptionKey> keys = new LinkedHashMap<>();

  /** Reused: finding the implementation costs more than encrypting a short value. */
  private final BlockingQueue<Cipher> idle = new ArrayBlockingQueue<>(IDLE);

  /** Uses these keys, newest first, at least one. */
  public Encryption(List<EncryptionKey> keys) {
    newest = keys.get(0);
    for (EncryptionKey key : keys) {
      this.keys.put(key.id(), key);
    }
  }

  public byte[] encrypt(byte[] plain, String place) {
    byte[] id = newest.id().getBytes(StandardCharsets.US_ASCII);
    byte[] iv = new byte[IV];
    RANDOM.nextBytes(iv);
    ByteBuffer encrypted = ByteBuffer.allocate(1 + id.length + IV + plain.length + TAG);
    encrypted.put((byte) id.length).put(id).put(iv);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, newest, iv, place);
      cipher.doFinal(ByteBuffer.wrap(plain), encrypted);
      idle.offer(cipher);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM refused to encrypt", e);
    }
    return encrypted.array();
  }

  /**
   * Decrypts what was encrypted for the same place.
   *
   * @throws GrantletException {@link ErrorCode#INTERNAL_ERROR}, with the key id, if that key is
   *     missing; or if the value was changed or moved
   */
  public byte[] decrypt(byte[] encrypted, String place) {
    EncryptionKey key = keys.get(keyId(encrypted));
    if (key == null) {
      throw new GrantletException(
          ErrorCode.INTERNAL_ERROR,
          "A stored value is encrypted with the key '"
              + keyId(encrypted)
              + "', which is not among grantlet.encryption-key");
    }
    int start = 1 + encrypted[0];
    try {
      byte[] iv = Arrays.copyOfRange(encrypted, start, start + IV);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, iv, place);
      byte[] plain = cipher.doFinal(encrypted, start + IV, encrypted.length - start - IV);
      idle.offer(cipher);
      return plain;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new GrantletException(
          ErrorCode.INTERNAL_ERROR, "A stored value was changed or moved: it does not open", e);
    }
  }

  /** Whether the key of an encrypted value is among those of this encryption. */
  public boolean hasKeyOf(byte[] encrypted) {
    return keys.containsKey(keyId(encrypted));
  }

  /** Encrypts a text for a place, as URL-safe base64. */
  public String encryptText(String plain, String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(encrypt(plain.getBytes(StandardCharsets.UTF_8), place));
  }

  /** Decrypts a text that was encrypted for the same place; throws as {@link #decrypt}. */
  public Secret decryptText(String encrypted, String place) {
    return Secret.of(new String(decrypt(bytes(encrypted), place), StandardCharsets.UTF_8));
  }

  /**
   * Whether an encrypted text is under the newest key, so that re-encrypting it changes nothing.
   */
  public boolean usesNewestKey(String encrypted) {
    return keyId(bytes(encrypted)).equals(newest.id());
  }

  private static byte[] bytes(String encrypted) {
    try {
      return Base64.getUrlDecoder().decode(encrypted);
    } catch (IllegalArgumentException e) {
      return new byte[0]; // names no key, so it is refused
    }
  }

  private static String keyId(byte[] encrypted) {
    int length = encrypted.length == 0 ? 0 : encrypted[0];
    return length <= 0 || length >= encrypted.length
        ? "?"
        : new String(encrypted, 1, length, StandardCharsets.US_ASCII);
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
