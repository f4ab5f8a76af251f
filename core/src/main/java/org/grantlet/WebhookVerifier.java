package org.grantlet;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SignatureException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.grantlet.internal.text.WebhookSignature;
import org.jspecify.annotations.Nullable;

/**
 * Checks, where webhooks arrive, that one is of a sender who knows the secret, and that it is not
 * older than five minutes. A message that passes may still be a repetition: those have the same
 * {@code webhook-id}, which is the {@code id} of the event. Source: Standard Webhooks 1.0.
 * Immutable and thread-safe.
 */
public final class WebhookVerifier {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final List<byte[]> keys;
  private final Clock clock;

  private WebhookVerifier(List<byte[]> keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * A verifier that takes what is signed with any of these secrets: while a secret changes, the old
   * one and the new one.
   *
   * @param secrets each {@code whsec_} and base64 of 24 to 64 bytes; at least one
   * @throws IllegalArgumentException if one is no such secret; without it
   */
  public static WebhookVerifier of(Secret... secrets) {
    if (secrets.length == 0) {
      throw new IllegalArgumentException("A webhook is verified with at least one secret");
    }
    return new WebhookVerifier(
        Arrays.stream(secrets).map(WebhookVerifier::key).toList(), Clock.systemUTC());
  }

  private static byte[] key(Secret secret) {
    try {
      return WebhookSignature.key(secret.reveal());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("A secret of a webhook " + e.getMessage(), e);
    }
  }

  /** The same with another clock, for tests. */
  public WebhookVerifier clock(Clock value) {
    return new WebhookVerifier(keys, requireNonNull(value, "clock"));
  }

  /**
   * Checks a message.
   *
   * @param body the bytes as they came; JSON that was read and written again does not verify
   * @param header gives the value of a header of the request, or null: {@code request::getHeader}
   * @throws SignatureException with what is wrong; answer it with status 400 or 401
   */
  public void verify(byte[] body, Function<String, @Nullable String> header)
      throws SignatureException {
    String id = required(header, "webhook-id");
    if (id.indexOf('.') >= 0) { // else a time in the body of an old message could pass for its own
      throw new SignatureException(
          "webhook-id must have no dot: what is signed would be ambiguous");
    }
    long timestamp = timestamp(required(header, "webhook-timestamp"));
    String[] signatures = required(header, "webhook-signature").strip().split(" ", -1);
    long age = clock.instant().getEpochSecond() - timestamp;
    if (Math.abs(age) > TOLERANCE.toSeconds()) {
      throw new SignatureException(
          "webhook-timestamp is %s s %s: at most %s s are taken"
              .formatted(Math.abs(age), age > 0 ? "old" : "ahead", TOLERANCE.toSeconds()));
    }
    boolean matches = false;
    for (byte[] key : keys) {
      byte[] expected = ascii(WebhookSignature.sign(key, id, timestamp, body));
      for (String signature : signatures) {
        matches |= MessageDigest.isEqual(expected, ascii(signature));
      }
    }
    if (!matches) {
      throw new SignatureException(
          "webhook-signature is of another secret, or the body is not as it was sent");
    }
  }

  private static String required(Function<String, @Nullable String> header, String name)
      throws SignatureException {
    String value = header.apply(name);
    if (value == null || value.isBlank()) {
      throw new SignatureException(name + " is missing from the request");
    }
    return value;
  }

  /** Digits alone: what else parses would not be what was signed. */
  private static long timestamp(String text) throws SignatureException {
    if (!text.matches("\\d{1,12}")) {
      throw new SignatureException("webhook-timestamp must be seconds since 1970");
    }
    return Long.parseLong(text);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
