package org.grantlet.servlet.internal.config;

import java.util.ArrayList;
import java.util.List;
import org.grantlet.internal.catalog.ProviderDefinitions;

/** The settings in {@code grantlet.integration.<provider>.<setting>}. */
final class SettingNames {
  private static final List<String> EVERYWHERE =
      List.of(
          """
          name scope redirect-uris expires-in client-id client-secret issuer discovery-url \
          allowed-tenants authorization-endpoint token-endpoint userinfo-endpoint \
          revocation-endpoint jwks-uri token-endpoint-auth-method require-all-scopes \
          shared-callback response-mode id-token-signed-response-alg authorization-parameters \
          token-type\
          """
              .split(" ", -1));

  private SettingNames() {}

  /** The settings of all integrations, and those of the provider's entry. */
  static List<String> of(String provider) {
    List<String> names = new ArrayList<>(EVERYWHERE);
    ProviderDefinitions.builtIn()
        .find(provider)
        .ifPresent(
            entry -> entry.inputs().forEach(input -> names.add(input.name().replace('_', '-'))));
    return names;
  }
}
