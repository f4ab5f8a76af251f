package org.grantlet.internal.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.ConfigurationException;
import org.grantlet.GrantListener;
import org.grantlet.Secret;
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
import org.grantlet.provider.MailServers;
import org.grantlet.provider.ProviderCatalog;
import org.grantlet.provider.ProviderHook;
import org.grantlet.store.OneTimeStore;
import org.grantlet.store.Stores;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code GrantletBuilder} was given, and the defaults of the rest; null where the default
 * depends on other options. Not thread-safe.
 */
public final class EngineOptions {
  /** An eighth of the heap at most. */
  private static final long ONE_TIME_BYTES = Runtime.getRuntime().maxMemory() / 8;

  public String baseUrl = "";
  public String path = "/connect";
  public @Nullable String applicationId;
  public @Nullable Secret encryptionKey;
  public Clock clock = Clock.systemUTC();
  public @Nullable Stores stores;
  public @Nullable OneTimeStore oneTimeStore;
  public boolean sharedOneTimeStore;
  public ProviderCatalog catalog = ProviderCatalog.builtIn();
  public final Map<String, ProviderHook> hooks = new LinkedHashMap<>(Providers.builtInHooks());
  public MailServers mailServers = MailServers.byDns();
  public boolean customProviders;
  public boolean insecureLoopback;
  public boolean privateEndpoints;
  public Duration maxLoginUrlTtl = Duration.ofHours(12);
  public Duration providerTimeout = Duration.ofSeconds(10);
  public Duration clockSkew = Duration.ofSeconds(60);
  public final HttpSettings http = new HttpSettings();
  public @Nullable Duration backgroundRefresh;
  public Duration tokenStaleness = Duration.ofSeconds(5);
  public final List<GrantListener> listeners = new ArrayList<>();
  public final ConfiguredIntegrations integrations = new ConfiguredIntegrations();

  /** Nothing said yet. */
  public EngineOptions() {}

  /**
   * Checks everything and starts.
   *
   * @throws ConfigurationException naming every problem
   */
  public Engine start() {
    List<String> problems = new ArrayList<>(problems());
    if (problems.isEmpty()) {
      Engine engine = new Engine(this);
      problems.addAll(put(engine.integrations()));
      if (problems.isEmpty()) {
        engine.start();
        return engine;
      }
      engine.close();
    }
    throw new ConfigurationException(problems);
  }

  /** All that is wrong. */
  public List<String> problems() {
    List<String> problems = OptionRules.problems(this);
    if (!problems.isEmpty()) {
      // Tried on an empty store, so that all problems are named at once.
      problems.addAll(put(scratch()));
    }
    return problems;
  }

  private IntegrationService scratch() {
    return new IntegrationService(
        new MemoryIntegrationStore(),
        new MemoryGrantStore(),
        new Encryption(List.of(EncryptionKey.random())),
        Providers.create(catalog, hooks, policy(), http, Duration.ofSeconds(1), clockSkew),
        customProviders,
        usableBaseUrl(),
        clock);
  }

  /** A wrong base URL is one problem, not one for each address that it would be part of. */
  private String usableBaseUrl() {
    return policy().problem(baseUrl) == null ? NormalForm.of(baseUrl) : "https://app.invalid";
  }

  private List<String> put(IntegrationService target) {
    return integrations.put(target, new AppUrls(usableBaseUrl(), path));
  }

  /** Which URLs may be called. */
  EndpointPolicy policy() {
    return new EndpointPolicy(insecureLoopback, privateEndpoints);
  }

  /**
   * The keys, newest first; a random one if none was given.
   *
   * @throws IllegalArgumentException with what is wrong with the one that was given
   */
  List<EncryptionKey> encryptionKeys() {
    return encryptionKey == null
        ? List.of(EncryptionKey.random())
        : EncryptionKey.parse(encryptionKey.reveal());
  }

  /** The stores that were given, and those in memory for the rest. */
  Stores stores() {
    return new Stores(
        stores == null ? new MemoryIntegrationStore() : stores.integrations(),
        stores == null ? new MemoryGrantStore() : stores.grants(),
        oneTimeStore == null ? new MemoryOneTimeStore(clock, ONE_TIME_BYTES) : oneTimeStore);
  }

  Duration backgroundRefresh() {
    return backgroundRefresh != null
        ? backgroundRefresh
        : stores != null ? Duration.ofDays(1) : Duration.ZERO;
  }
}
