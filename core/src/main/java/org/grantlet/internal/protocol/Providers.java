package org.grantlet.internal.protocol;

import java.time.Duration;
import java.util.Map;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.http.HttpSettings;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.internal.observe.Observers;
import org.grantlet.provider.ProviderCatalog;
import org.grantlet.provider.ProviderHook;

/** The services of this room, over one HTTP client. Thread-safe. */
public record Providers(
    ProviderDefinitions catalog,
    EndpointPolicy policy,
    ProviderResolver resolver,
    TokenEndpoint tokens,
    Identities identities,
    Duration timeout,
    HttpTransport transport,
    Observers observers)
    implements AutoCloseable {

  /** The hooks in the jar. */
  public static Map<String, ProviderHook> builtInHooks() {
    ProviderHook shopify = new ShopifyHook();
    return Map.of(shopify.name(), shopify);
  }

  public static Providers create(
      ProviderCatalog catalog,
      Map<String, ProviderHook> hooks,
      EndpointPolicy policy,
      HttpSettings http,
      Duration timeout,
      Duration clockSkew,
      Observers observers) {
    HttpTransport transport = new HttpTransport(policy, http, timeout, observers);
    Discovery discovery = new Discovery(transport);
    ProviderDefinitions definitions = ProviderDefinitions.with(catalog.added());
    return new Providers(
        definitions,
        policy,
        new ProviderResolver(definitions, hooks, discovery, policy),
        new TokenEndpoint(transport),
        new Identities(transport, new IdTokenVerifier(discovery, clockSkew)),
        timeout,
        transport,
        observers);
  }

  @Override
  public void close() {
    transport.close();
  }
}
