package org.grantlet.internal.integration;

import java.util.ArrayList;
import java.util.List;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.integration.Faults.Fault;
import org.grantlet.internal.protocol.KeptByIntegration;
import org.grantlet.internal.text.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks integrations before a login uses them: a store of the application may hold what nobody has
 * registered here. Each version is checked once. Thread-safe.
 */
final class StoredIntegrations {
  private static final Logger LOG = LoggerFactory.getLogger(StoredIntegrations.class);

  private final KeptByIntegration<List<String>> checked = new KeptByIntegration<>();

  /**
   * The rules of the form alone. What a key allows was decided when the integration was made, and
   * is decided again when something is sent.
   */
  private final IntegrationRules rules;

  StoredIntegrations(ProviderDefinitions catalog, AppUrls urls) {
    rules = new IntegrationRules(catalog, new EndpointPolicy(true, true), true, urls);
  }

  /** Whether logins can use it. */
  boolean isUsable(Integration integration) {
    return problems(integration).isEmpty();
  }

  /**
   * Checks an integration.
   *
   * @throws GrantletException {@link ErrorCode#INVALID_FIELD}, naming the member that is wrong
   */
  void check(Integration integration) {
    for (String problem : problems(integration)) {
      throw new GrantletException(
          ErrorCode.INVALID_FIELD,
          "The stored integration for " + integration.provider() + " is wrong: " + problem);
    }
  }

  private List<String> problems(Integration integration) {
    return checked.of(integration, () -> find(integration));
  }

  private List<String> find(Integration integration) {
    Faults faults = new Faults();
    rules.stored(integration, faults);
    List<String> problems = new ArrayList<>();
    for (Fault fault : faults.all()) {
      String problem = Reason.masked(fault.message());
      LOG.warn("The stored integration for {} is wrong: {}", integration.provider(), problem);
      problems.add(problem);
    }
    return problems;
  }
}
