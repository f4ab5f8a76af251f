package org.grantlet.provider;

import java.time.Duration;
import java.util.Map;
import org.grantlet.provider.catalogue.ProviderDefinitions;

/**
 * All that talks to providers, over one HTTP client. Thread-safe.
 *
 * @param catalogue the providers known by name
 * @param policy which URLs may be called
 * @param directory how to reach the provider of an integration
 * @param tokens exchange, refresh and revocation
 * @param identities who authenticated
 * @param timeout the longest that one call takes
 * @param closing ends what sends, if it was made
 */
public record Providers(
    ProviderDefinitions catalogue,
    EndpointPolicy policy,
    ProviderDirectory directory,
    TokenEndpoint tokens,
    Identities identities,
    Duration timeout,
    Runnable closing)
    implements AutoCloseable {

  /** The hooks that are there without anybody giving them. */
  public static Map<String, ProviderHook> builtInHooks() {
    ProviderHook shopify = new ShopifyHook();
    return Map.of(shopify.name(), shopify);
  }

  /**
   * Wires the parts.
   *
   * @param hooks by name; an entry that asks for none of them does without
   * @param http how they are called
   * @param timeout the longest that one call takes
   * @param clockSkew by how much clocks of providers may differ
   */
  public static Providers create(
      ProviderCatalogue catalogue,
      Map<String, ProviderHook> hooks,
      EndpointPolicy policy,
      HttpSettings http,
      Duration timeout,
      Duration clockSkew) {
    ProviderTransport transport = new ProviderTransport(policy, http, timeout);
    Discovery discovery = new Discovery(transport);
    ProviderDefinitions definitions = ProviderDefinitions.with(catalogue.added());
    return new Providers(
        definitions,
        policy,
        new ProviderDirectory(definitions, hooks, discovery, policy),
        new TokenEndpoint(transport),
        new Identities(transport, new IdTokenVerifier(discovery, clockSkew)),
        timeout,
        transport::close);
  }

  /** Ends all connections. */
  @Override
  public void close() {
    closing.run();
  }
}
