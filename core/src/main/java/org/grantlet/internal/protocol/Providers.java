package org.grantlet.internal.protocol;

import java.time.Duration;
import java.util.Map;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.http.HttpSettings;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.provider.ProviderCatalog;
import org.grantlet.provider.ProviderHook;

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
    ProviderResolver directory,
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
      ProviderCatalog catalogue,
      Map<String, ProviderHook> hooks,
      EndpointPolicy policy,
      HttpSettings http,
      Duration timeout,
      Duration clockSkew) {
    HttpTransport transport = new HttpTransport(policy, http, timeout);
    Discovery discovery = new Discovery(transport);
    ProviderDefinitions definitions = ProviderDefinitions.with(catalogue.added());
    return new Providers(
        definitions,
        policy,
        new ProviderResolver(definitions, hooks, discovery, policy),
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
