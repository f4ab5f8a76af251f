package org.grantlet.internal.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256. */
public final class Sha256 {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** One for each thread: finding and making one costs more than a short hash. */
  private static final ThreadLocal<MessageDigest> DIGESTS = ThreadLocal.withInitial(Sha256::make);

  private Sha256() {}

  /** The hash of some bytes. */
  public static byte[] of(byte[] bytes) {
    MessageDigest digest = DIGESTS.get();
    digest.reset(); // an error in an earlier hash would leave its bytes
    return digest.digest(bytes);
  }

  /** The hash of a text, as URL-safe base64. */
  public static String of(String text) {
    return BASE64.encodeToString(of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest make() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
