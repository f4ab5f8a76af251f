package org.grantlet.provider;

import java.time.Duration;

/**
 * All that talks to providers, over one HTTP client. Thread-safe.
 *
 * @param catalogue the providers known by name
 * @param policy which URLs may be called
 * @param directory how to reach the provider of an integration
 * @param tokens exchange, refresh and revocation
 * @param identities who authenticated
 * @param timeout the longest that one call takes
 */
public record Providers(
    ProviderCatalogue catalogue,
    EndpointPolicy policy,
    ProviderDirectory directory,
    TokenEndpoint tokens,
    Identities identities,
    Duration timeout) {

  /** Wires the parts; no call to a provider takes longer than the timeout. */
  public static Providers create(
      ProviderCatalogue catalogue, EndpointPolicy policy, Duration timeout) {
    ProviderTransport transport = new ProviderTransport(policy, timeout);
    Discovery discovery = new Discovery(transport, timeout);
    return new Providers(
        catalogue,
        policy,
        new ProviderDirectory(catalogue, discovery, policy),
        new TokenEndpoint(transport),
        new Identities(transport, new IdTokenVerifier(discovery)),
        timeout);
  }
}
