package org.grantlet.internal.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256. */
public final class Sha256 {
  private Sha256() {}

  /** The hash of some bytes. */
  public static byte[] of(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash of a text, as URL-safe base64. */
  public static String of(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
