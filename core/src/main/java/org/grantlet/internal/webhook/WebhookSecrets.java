package org.grantlet.internal.webhook;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.grantlet.GrantletException;
import org.grantlet.Secret;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.text.WebhookSignature;

/** The secrets of webhooks, each encrypted for its webhook. Thread-safe. */
final class WebhookSecrets {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Encryption encryption;

  WebhookSecrets(Encryption encryption) {
    this.encryption = encryption;
  }

  /** A new secret. */
  static Secret random() {
    byte[] key = new byte[BYTES];
    RANDOM.nextBytes(key);
    return Secret.of(WebhookSignature.secret(key));
  }

  List<String> encrypt(String id, List<Secret> secrets) {
    return secrets.stream()
        .map(secret -> encryption.encryptText(secret.reveal(), place(id)))
        .toList();
  }

  /** All of them, newest first. */
  List<Secret> all(Webhook webhook) {
    return webhook.encryptedSecrets().stream()
        .map(text -> encryption.decryptText(text, place(webhook.id())))
        .toList();
  }

  /** Those that sign now, newest first. */
  List<byte[]> keys(Webhook webhook, Instant now) {
    Instant until = webhook.oldSecretUntil();
    return all(webhook).stream()
        .limit(until == null || now.isBefore(until) ? Long.MAX_VALUE : 1)
        .map(secret -> WebhookSignature.key(secret.reveal()))
        .toList();
  }

  /** Whether these are the stored ones; those whose key is missing are not. */
  boolean areKnown(Webhook webhook, List<Secret> secrets) {
    try {
      return all(webhook).equals(secrets);
    } catch (GrantletException e) {
      return false;
    }
  }

  boolean useNewestKey(Webhook webhook) {
    return webhook.encryptedSecrets().stream().allMatch(encryption::usesNewestKey);
  }

  private static String place(String id) {
    return "webhook/" + id;
  }
}
