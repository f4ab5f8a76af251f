package org.grantlet.internal.integration;

import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.Secret;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.provider.ClientCredentials;
import org.jspecify.annotations.Nullable;

/** The secret settings of integrations, each sealed for its place. Immutable. */
final class IntegrationSecrets {
  private final Encryption vault;

  IntegrationSecrets(Encryption vault) {
    this.vault = vault;
  }

  String seal(String integrationId, String member, Secret secret) {
    return vault.sealText(secret.reveal(), place(integrationId, member));
  }

  @Nullable Secret open(Integration integration, String member) {
    String sealed = integration.sealedSettings().get(member);
    return sealed == null ? null : vault.openText(sealed, place(integration.id(), member));
  }

  /** Whether a secret is the stored one; one whose key is missing is not. */
  boolean isKnown(Integration integration, String member, Secret secret) {
    try {
      Secret known = open(integration, member);
      return known != null && known.equals(secret);
    } catch (GrantletException e) {
      return false;
    }
  }

  /** Whether all of them are under the newest key. */
  boolean areNewest(Integration integration) {
    return integration.sealedSettings().values().stream().allMatch(vault::isNewest);
  }

  Integration resealed(Integration integration) {
    Map<String, String> sealed = new LinkedHashMap<>();
    all(integration)
        .forEach((member, secret) -> sealed.put(member, seal(integration.id(), member, secret)));
    return integration.resealed(sealed);
  }

  ClientCredentials credentials(Integration integration) {
    Map<String, Secret> others = all(integration);
    Secret clientSecret = others.remove("client_secret");
    return new ClientCredentials(integration.clientId(), clientSecret, others);
  }

  private Map<String, Secret> all(Integration integration) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    integration
        .sealedSettings()
        .forEach(
            (member, text) ->
                secrets.put(member, vault.openText(text, place(integration.id(), member))));
    return secrets;
  }

  private static String place(String id, String member) {
    return "integration/" + id + "/" + member;
  }
}
