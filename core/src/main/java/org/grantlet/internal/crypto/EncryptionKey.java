package org.grantlet.internal.crypto;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.grantlet.internal.text.Sha256;

/**
 * A 256-bit key with the id under which ciphertexts name it. Prints without the key. Immutable.
 *
 * @param id 1 to 32 letters, digits, '-' and '_'
 * @param key an AES key of 256 bits
 */
public record EncryptionKey(String id, SecretKey key) {
  private static final Pattern HEX = Pattern.compile("([^:]*:)?[0-9a-fA-F]{64}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  public EncryptionKey {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "must have ids of 1 to 32 letters, digits, '-' and '_' before the colons");
    }
  }

  /** A new random key with the id that its value gives it. */
  public static EncryptionKey random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return of(bytes);
  }

  /**
   * Reads the value of {@code grantlet.encryption-key}: keys, newest first, each base64 or {@code
   * id:base64}, separated by commas.
   *
   * @throws IllegalArgumentException with what is wrong, without any key in it
   */
  public static List<EncryptionKey> parse(String text) {
    List<EncryptionKey> keys = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      EncryptionKey key = parseOne(part.strip());
      if (keys.stream().anyMatch(other -> other.id().equals(key.id()))) {
        throw new IllegalArgumentException("must not have two keys of the id " + key.id());
      }
      keys.add(key);
    }
    return keys;
  }

  /** The key as {@code grantlet.encryption-key} takes it: base64 without its id. */
  public String encoded() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  @Override
  public String toString() {
    return "EncryptionKey[id=" + id + ", key=***]";
  }

  private static EncryptionKey parseOne(String text) {
    int colon = text.indexOf(':');
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.substring(colon + 1).strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be base64, of the characters A to Z, a to z, 0 to 9, '+', '/' and '='");
    }
    if (bytes.length != 32) {
      String hint = HEX.matcher(text).matches() ? " (this looks like hexadecimal)" : "";
      throw new IllegalArgumentException(
          "must be 256 bits (32 bytes) in base64, not " + bytes.length + " bytes" + hint);
    }
    return colon < 0
        ? of(bytes)
        : new EncryptionKey(text.substring(0, colon).strip(), new SecretKeySpec(bytes, "AES"));
  }

  private static EncryptionKey of(byte[] bytes) {
    return new EncryptionKey(
        HexFormat.of().formatHex(Sha256.of(bytes), 0, 4), new SecretKeySpec(bytes, "AES"));
  }
}
