package org.grantlet.servlet;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.grantlet.GrantListener;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.engine.GrantletBuilder;
import org.grantlet.provider.HttpOptions;
import org.grantlet.provider.MailServers;
import org.grantlet.provider.ProviderCatalog;
import org.grantlet.provider.ProviderHook;
import org.grantlet.servlet.pages.PageRenderer;
import org.grantlet.store.GrantStore;
import org.grantlet.store.IntegrationStore;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

/**
 * Builds a filter to which everything is passed in: it reads no key from a file, an init-param, a
 * system property or an environment variable. Proxies of the JVM and of the environment hold,
 * unless {@link #http} says otherwise. Not thread-safe.
 */
public final class HostedAuthFilterBuilder {
  final Map<String, String> properties = new LinkedHashMap<>();
  Consumer<GrantletBuilder> setup = core -> {};
  final Map<String, Map<String, String>> texts = new LinkedHashMap<>();
  @Nullable RequestOwner requestOwner;
  @Nullable PageRenderer pages;
  Clock clock = Clock.systemUTC();

  HostedAuthFilterBuilder() {}

  /** Sets a key as {@code grantlet.properties} would, such as {@code grantlet.base-url}. */
  public HostedAuthFilterBuilder property(String key, String value) {
    properties.put(key, value);
    return this;
  }

  /** Sets keys as {@code grantlet.properties} would. */
  public HostedAuthFilterBuilder properties(Map<String, String> keys) {
    properties.putAll(keys);
    return this;
  }

  /** Makes an integration, or brings it up to date, at start. */
  public HostedAuthFilterBuilder integration(String provider, IntegrationSpec spec) {
    return setup(core -> core.integration(provider, spec));
  }

  /** Adds a listener. */
  public HostedAuthFilterBuilder listener(GrantListener listener) {
    return setup(core -> core.listener(listener));
  }

  /** Which providers can be named; {@link ProviderCatalog#with} adds to the built-in ones. */
  public HostedAuthFilterBuilder catalog(ProviderCatalog catalog) {
    return setup(core -> core.catalog(catalog));
  }

  /** Adds a hook that entries of the catalogue can ask for by its name. */
  public HostedAuthFilterBuilder hook(ProviderHook hook) {
    return setup(core -> core.hook(hook));
  }

  /** Durable stores; they need {@code grantlet.encryption-key}. */
  public HostedAuthFilterBuilder stores(IntegrationStore integrations, GrantStore grants) {
    return setup(core -> core.stores(integrations, grants));
  }

  /** A one-time store that nodes share; it needs {@code grantlet.encryption-key}. */
  public HostedAuthFilterBuilder oneTimeStore(OneTimeStore store) {
    return setup(core -> core.oneTimeStore(store, true));
  }

  /** Who is asked for the mail servers of an email's domain, in place of DNS. */
  public HostedAuthFilterBuilder mailServers(MailServers servers) {
    return setup(core -> core.mailServers(servers));
  }

  /** How providers are called: proxy, authorities, certificate, name, or a client of one's own. */
  public HostedAuthFilterBuilder http(Consumer<HttpOptions> options) {
    return setup(core -> core.http(options));
  }

  /** Who a request's user is. */
  public HostedAuthFilterBuilder requestOwner(RequestOwner owner) {
    requestOwner = owner;
    return this;
  }

  /** Draws the pages that browsers see. */
  public HostedAuthFilterBuilder pages(PageRenderer renderer) {
    pages = renderer;
    return this;
  }

  /**
   * The application's own words on the pages, as a {@code grantlet_pages_LANGUAGE.properties} has
   * them.
   *
   * @param language a BCP 47 tag such as {@code it}; one that does not ship needs every text
   */
  public HostedAuthFilterBuilder texts(String language, Map<String, String> words) {
    texts.computeIfAbsent(language, key -> new LinkedHashMap<>()).putAll(words);
    return this;
  }

  /** The clock, for tests. */
  public HostedAuthFilterBuilder clock(Clock value) {
    clock = value;
    return this;
  }

  /** The filter; it checks its configuration when the container starts it. */
  public HostedAuthFilter build() {
    return new HostedAuthFilter(this);
  }

  private HostedAuthFilterBuilder setup(Consumer<GrantletBuilder> step) {
    setup = setup.andThen(step);
    return this;
  }
}
