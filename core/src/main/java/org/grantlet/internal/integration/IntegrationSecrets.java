package org.grantlet.internal.integration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.Secret;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.protocol.KeptByIntegration;
import org.grantlet.provider.ClientCredentials;
import org.jspecify.annotations.Nullable;

/**
 * The secret settings of integrations, each encrypted for its integration and name. Thread-safe.
 */
final class IntegrationSecrets {
  private final Encryption encryption;
  private final KeptByIntegration<ClientCredentials> kept = new KeptByIntegration<>();

  IntegrationSecrets(Encryption encryption) {
    this.encryption = encryption;
  }

  String encrypt(String integrationId, String member, Secret secret) {
    return encryption.encryptText(secret.reveal(), place(integrationId, member));
  }

  @Nullable Secret decrypt(Integration integration, String member) {
    String encrypted = integration.encryptedSettings().get(member);
    return encrypted == null
        ? null
        : encryption.decryptText(encrypted, place(integration.id(), member));
  }

  /** Whether a secret is the stored one; one whose key is missing is not. */
  boolean isKnown(Integration integration, String member, Secret secret) {
    try {
      Secret known = decrypt(integration, member);
      return known != null && known.equals(secret);
    } catch (GrantletException e) {
      return false;
    }
  }

  /** Whether all of them are under the newest key. */
  boolean useNewestKey(Integration integration) {
    return integration.encryptedSettings().values().stream().allMatch(encryption::usesNewestKey);
  }

  Integration reencrypted(Integration integration) {
    Map<String, String> encrypted = new LinkedHashMap<>();
    for (Map.Entry<String, Secret> each : all(integration).entrySet()) {
      encrypted.put(each.getKey(), encrypt(integration.id(), each.getKey(), each.getValue()));
    }
    return integration.reencrypted(encrypted);
  }

  /** Decrypted once for each version of the integration. */
  ClientCredentials credentials(Integration integration) {
    return kept.of(integration, () -> decrypted(integration));
  }

  private ClientCredentials decrypted(Integration integration) {
    Map<String, Secret> others = all(integration);
    Secret clientSecret = others.remove("client_secret");
    return new ClientCredentials(
        integration.clientId(), clientSecret, Collections.unmodifiableMap(others));
  }

  private Map<String, Secret> all(Integration integration) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : integration.encryptedSettings().entrySet()) {
      String place = place(integration.id(), each.getKey());
      secrets.put(each.getKey(), encryption.decryptText(each.getValue(), place));
    }
    return secrets;
  }

  private static String place(String id, String member) {
    return "integration/" + id + "/" + member;
  }
}
