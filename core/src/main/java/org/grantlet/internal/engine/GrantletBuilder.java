package org.grantlet.internal.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.grantlet.ConfigurationException;
import org.grantlet.GrantListener;
import org.grantlet.IntegrationSpec;
import org.grantlet.Integrations;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.http.HttpSettings;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.integration.ConfiguredIntegrations;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.integration.NormalForm;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryIntegrationStore;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.internal.protocol.Providers;
import org.grantlet.provider.HttpOptions;
import org.grantlet.provider.MailServers;
import org.grantlet.provider.ProviderCatalog;
import org.grantlet.provider.ProviderHook;
import org.grantlet.store.GrantStore;
import org.grantlet.store.IntegrationStore;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the keys of {@code configuration.md} can say of the core. {@link #build} checks
 * all of it and names every problem at once. Not thread-safe.
 */
public final class GrantletBuilder {
  /** An eighth of the heap at most. */
  private static final long ONE_TIME_BYTES = Runtime.getRuntime().maxMemory() / 8;

  String baseUrl = "";
  String path = "/connect";
  @Nullable String applicationId;
  List<EncryptionKey> keys = List.of();
  Clock clock = Clock.systemUTC();
  IntegrationStore integrationStore = new MemoryIntegrationStore();
  GrantStore grantStore = new MemoryGrantStore();
  OneTimeStore oneTimeStore = new MemoryOneTimeStore(clock, ONE_TIME_BYTES);
  ProviderCatalog catalogue = ProviderCatalog.builtIn();
  final Map<String, ProviderHook> hooks = new LinkedHashMap<>(Providers.builtInHooks());
  MailServers mailServers = MailServers.byDns();
  boolean customProviders;
  private boolean insecureLoopback;
  private boolean privateEndpoints;
  boolean durable;
  private boolean ownOneTimeStore;
  boolean sharedOneTimeStore;
  Duration maxLoginUrlTtl = Duration.ofHours(12);
  Duration providerTimeout = Duration.ofSeconds(10);
  Duration clockSkew = Duration.ofSeconds(60);
  final HttpSettings http = new HttpSettings();
  private @Nullable Duration backgroundRefresh;
  Duration tokenStaleness = Duration.ofSeconds(5);
  final List<GrantListener> listeners = new ArrayList<>();
  private final ConfiguredIntegrations integrations = new ConfiguredIntegrations();

  GrantletBuilder() {}

  /** {@code grantlet.base-url}: public origin and context path of the application; required. */
  public GrantletBuilder baseUrl(String value) {
    baseUrl = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    return this;
  }

  /** {@code grantlet.path}: base path of the endpoints. */
  public GrantletBuilder path(String value) {
    path = value;
    return this;
  }

  /** {@code grantlet.client-id}: names the application in events. */
  public GrantletBuilder applicationId(@Nullable String value) {
    applicationId = value;
    return this;
  }

  /** {@code grantlet.encryption-key}: newest first; required with a durable store. */
  public GrantletBuilder encryptionKeys(List<EncryptionKey> value) {
    keys = List.copyOf(value);
    return this;
  }

  /** The clock, for tests. */
  public GrantletBuilder clock(Clock value) {
    clock = value;
    if (!ownOneTimeStore) {
      oneTimeStore = new MemoryOneTimeStore(value, ONE_TIME_BYTES);
    }
    return this;
  }

  /** {@code grantlet.store}: durable stores; they need an encryption key. */
  public GrantletBuilder stores(IntegrationStore integrationsStore, GrantStore grantsStore) {
    integrationStore = integrationsStore;
    grantStore = grantsStore;
    durable = true;
    return this;
  }

  /**
   * {@code grantlet.one-time-store}.
   *
   * @param shared whether it is outside this process, so that it needs an encryption key
   */
  public GrantletBuilder oneTimeStore(OneTimeStore value, boolean shared) {
    oneTimeStore = value;
    ownOneTimeStore = true;
    sharedOneTimeStore = shared;
    return this;
  }

  /**
   * {@code grantlet.catalog}: which providers can be named; {@link ProviderCatalog#with} adds some
   * to the built-in ones.
   */
  public GrantletBuilder catalog(ProviderCatalog value) {
    catalogue = value;
    return this;
  }

  /** Adds a hook that entries of the catalogue can ask for by its name. */
  public GrantletBuilder hook(ProviderHook value) {
    hooks.put(value.name(), value);
    return this;
  }

  /** {@code grantlet.custom-providers}. */
  public GrantletBuilder customProviders(boolean value) {
    customProviders = value;
    return this;
  }

  /** {@code grantlet.insecure-loopback}. */
  public GrantletBuilder insecureLoopback(boolean value) {
    insecureLoopback = value;
    return this;
  }

  /** {@code grantlet.private-endpoints}: providers may have private addresses. */
  public GrantletBuilder privateEndpoints(boolean value) {
    privateEndpoints = value;
    return this;
  }

  /** {@code grantlet.max-login-url-ttl}: at least a minute. */
  public GrantletBuilder maxLoginUrlTtl(Duration value) {
    maxLoginUrlTtl = value;
    return this;
  }

  /** {@code grantlet.provider-timeout}: for one call to a provider, look-up to last byte. */
  public GrantletBuilder providerTimeout(Duration value) {
    providerTimeout = value;
    return this;
  }

  /** How providers are called: proxy, authorities, certificate, name, or a client of one's own. */
  public GrantletBuilder http(Consumer<HttpOptions> options) {
    options.accept(http);
    return this;
  }

  /** {@code grantlet.clock-skew}: by how much providers' clocks may differ; at most 5 minutes. */
  public GrantletBuilder clockSkew(Duration value) {
    clockSkew = value;
    return this;
  }

  /** {@code grantlet.token-staleness}: how long an access token may be answered from memory. */
  public GrantletBuilder tokenStaleness(Duration value) {
    tokenStaleness = value;
    return this;
  }

  /**
   * {@code grantlet.background-refresh}: in each such period all grants are refreshed whose access
   * tokens end before the next; a minute to 30 days, or zero for never. By default a day with a
   * durable store, and never in memory.
   */
  public GrantletBuilder backgroundRefresh(Duration value) {
    backgroundRefresh = value;
    return this;
  }

  Duration backgroundRefresh() {
    return backgroundRefresh != null
        ? backgroundRefresh
        : durable ? Duration.ofDays(1) : Duration.ZERO;
  }

  /** {@code grantlet.detect-by-mx}: who is asked for the mail servers of an email's domain. */
  public GrantletBuilder mailServers(MailServers value) {
    mailServers = value;
    return this;
  }

  /** Adds a listener. */
  public GrantletBuilder listener(GrantListener value) {
    listeners.add(value);
    return this;
  }

  /** {@code grantlet.integration.<provider>…}: made, or brought up to date, at start. */
  public GrantletBuilder integration(String provider, IntegrationSpec spec) {
    integrations.add(provider, spec);
    return this;
  }

  /**
   * Checks everything and starts.
   *
   * @throws ConfigurationException naming every problem
   */
  public Grantlet build() {
    List<String> problems = new ArrayList<>(problems());
    if (problems.isEmpty()) {
      Grantlet grantlet = new Grantlet(this);
      problems.addAll(put(grantlet.integrations()));
      if (problems.isEmpty()) {
        grantlet.start();
        return grantlet;
      }
      grantlet.close();
    }
    throw new ConfigurationException(problems);
  }

  /** All that is wrong so far; for those who have problems of their own to add. */
  public List<String> problems() {
    List<String> problems = OptionRules.problems(this);
    if (!problems.isEmpty()) {
      // Tried on an empty store, so that all problems are named at once.
      problems.addAll(put(scratch()));
    }
    return problems;
  }

  private Integrations scratch() {
    return new IntegrationService(
        new MemoryIntegrationStore(),
        new MemoryGrantStore(),
        new Encryption(List.of(EncryptionKey.random())),
        Providers.create(catalogue, hooks, policy(), http, Duration.ofSeconds(1), clockSkew),
        customProviders,
        usableBaseUrl(),
        clock);
  }

  /** A wrong base URL is one problem, not one for each address that it would be part of. */
  private String usableBaseUrl() {
    return policy().problem(baseUrl) == null ? NormalForm.of(baseUrl) : "https://app.invalid";
  }

  private List<String> put(Integrations target) {
    return integrations.put(target, new AppUrls(usableBaseUrl(), path));
  }

  /** Says that a durable store needs a key, and offers one. */
  public static String missingKey() {
    return "grantlet.encryption-key is missing: a durable store needs one. Here is a new one, keep"
        + " it secret and safe: "
        + EncryptionKey.random().encoded();
  }

  /** Which URLs may be called. */
  EndpointPolicy policy() {
    return new EndpointPolicy(insecureLoopback, privateEndpoints);
  }
}
