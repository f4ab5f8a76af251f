package org.grantlet.internal.text;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The symmetric signature of Standard Webhooks 1.0: {@code v1,} and the base64 of HMAC-SHA256 over
 * id, timestamp and body, with dots between them.
 */
public final class WebhookSignature {
  /** What a secret begins with. */
  public static final String PREFIX = "whsec_";

  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;
  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /**
   * The key in a secret.
   *
   * @throws IllegalArgumentException with what a secret must be, without the secret
   */
  public static byte[] key(String secret) {
    try {
      String text = secret.strip();
      if (text.startsWith(PREFIX)) {
        byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        if (key.length >= MIN_BYTES && key.length <= MAX_BYTES) {
          return key;
        }
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "must be whsec_ and the base64 of %s to %s random bytes".formatted(MIN_BYTES, MAX_BYTES));
  }

  /** A secret with this key. */
  public static String secret(byte[] key) {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /**
   * Signs a message.
   *
   * @param timestamp in seconds since 1970
   */
  public static String sign(byte[] key, String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
