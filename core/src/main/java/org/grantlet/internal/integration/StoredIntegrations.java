package org.grantlet.internal.integration;

import java.util.List;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.integration.Faults.Fault;
import org.grantlet.internal.protocol.KeptByIntegration;

/**
 * Checks integrations before a login uses them: a store of the application may hold what nobody has
 * registered here. Each version is checked once. Thread-safe.
 */
final class StoredIntegrations {
  private final KeptByIntegration<List<Fault>> checked = new KeptByIntegration<>();

  /**
   * The rules of the form alone. What a key allows was decided when the integration was made, and
   * is decided again when something is sent.
   */
  private final IntegrationRules rules;

  StoredIntegrations(ProviderDefinitions catalog, AppUrls urls) {
    rules = new IntegrationRules(catalog, new EndpointPolicy(true, true), true, urls);
  }

  /**
   * Checks an integration.
   *
   * @throws GrantletException {@link ErrorCode#INVALID_FIELD}, naming the member that is wrong
   */
  void check(Integration integration) {
    for (Fault fault : checked.of(integration, () -> faults(integration))) {
      throw new GrantletException(
          ErrorCode.INVALID_FIELD,
          "The stored integration for %s is wrong: %s"
              .formatted(integration.provider(), fault.message()));
    }
  }

  private List<Fault> faults(Integration integration) {
    Faults faults = new Faults();
    rules.provider(integration.provider(), faults);
    rules.settings(
        integration.provider(),
        IntegrationRules.withBooleans(integration.settings()),
        integration.encryptedSettings().containsKey("client_secret"),
        faults);
    rules.scope(integration.provider(), integration.scope(), faults);
    faults.check(
        "scope", rules.openId(integration.provider(), integration.settings(), integration.scope()));
    rules.storedRedirectUris(integration.redirectUris(), faults);
    rules.expiresIn(integration.expiresIn(), faults);
    return faults.all();
  }
}
