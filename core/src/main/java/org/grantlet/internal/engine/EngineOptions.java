package org.grantlet.internal.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.grantlet.ConfigurationException;
import org.grantlet.GrantListener;
import org.grantlet.GrantletObserver;
import org.grantlet.Secret;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.event.EventOptions;
import org.grantlet.internal.event.Recipients;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.http.HttpSettings;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.integration.ConfiguredIntegrations;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.integration.NormalForm;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryIntegrationStore;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.internal.observe.Observers;
import org.grantlet.internal.protocol.Providers;
import org.grantlet.internal.standin.StandIns;
import org.grantlet.internal.webhook.ConfiguredWebhooks;
import org.grantlet.internal.webhook.Webhooks;
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

  /** Why there are no webhooks. */
  static final String IN_MEMORY =
      "webhooks need a store that keeps events, such as a JDBC URL in grantlet.store: it is memory";

  /** Why there are no webhooks, with stores of the application. */
  static final String NO_OUTBOX =
      "webhooks need a store that keeps events: the stores that were given have no outbox, or none"
          + " for webhooks";

  /** Opens the durable stores. */
  public @Nullable Supplier<Stores> stores;

  public @Nullable Supplier<OneTimeStore> oneTimeStore;
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
  public Duration refreshAlarm = Duration.ofHours(1);
  public Duration tokenStaleness = Duration.ofSeconds(5);
  public final List<GrantListener> listeners = new ArrayList<>();
  public final List<GrantletObserver> observers = new ArrayList<>();
  public boolean listenersAtMostOnce;
  public Duration eventRetention = Duration.ofDays(7);
  public final ConfiguredIntegrations integrations = new ConfiguredIntegrations();
  public final ConfiguredWebhooks webhooks = new ConfiguredWebhooks();
  public boolean webhookPrivateEndpoints;

  private final StandIns standIns = StandIns.find();

  /** What is wrong with the options, as those who read them from keys found. */
  public final List<String> reported = new ArrayList<>();

  /** Nothing said yet. */
  public EngineOptions() {}

  /**
   * Checks everything and starts.
   *
   * @throws ConfigurationException naming every problem
   */
  public Engine start() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    Engine engine = engine(open());
    try {
      if (!engine.hasWebhooks() && !webhooks.isEmpty()) {
        throw new ConfigurationException(webhooks.unsupported(NO_OUTBOX));
      }
      AppUrls urls = new AppUrls(baseUrl, path);
      List<String> wrong = integrations.problems(engine.integrations(), urls, false);
      if (!wrong.isEmpty()) {
        throw new ConfigurationException(wrong);
      }
      integrations.put(engine.integrations(), urls);
      engine.start();
      standIns.started(engine.grants(), baseUrl);
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private Engine engine(Stores opened) {
    try {
      return new Engine(this, opened);
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /** All that is wrong, as far as it can be told before stores are open. */
  private List<String> problems() {
    List<String> problems = new ArrayList<>(reported);
    addNew(problems, OptionRules.problems(this));
    addNew(problems, webhooks.problems(webhookPolicy()));
    if (stores == null) {
      problems.addAll(webhooks.unsupported(IN_MEMORY));
    }
    boolean other = !problems.isEmpty();
    AppUrls urls = new AppUrls(usableBaseUrl(), path);
    addNew(problems, integrations.problems(scratch(), urls, stores != null));
    boolean open =
        problems.isEmpty()
            || (!other && problems.stream().allMatch(ConfiguredIntegrations::isPerhaps));
    return open ? List.of() : problems;
  }

  /** Except of a key of which a problem was reported: a wrong value is not missing, too. */
  private void addNew(List<String> problems, List<String> found) {
    for (String problem : found) {
      String key = problem.substring(0, problem.indexOf(' ') + 1);
      if (reported.stream().noneMatch(known -> known.startsWith(key))) {
        problems.add(problem);
      }
    }
  }

  /** An empty store, to try integrations on. */
  private IntegrationService scratch() {
    return new IntegrationService(
        new MemoryIntegrationStore(),
        new MemoryGrantStore(),
        new Encryption(List.of(EncryptionKey.random())),
        ProviderDefinitions.with(catalog.added()),
        policy(),
        customProviders,
        new AppUrls(usableBaseUrl(), path),
        clock);
  }

  /** A wrong base URL is one problem, not one for each address that it would be part of. */
  private String usableBaseUrl() {
    return policy().problem(baseUrl) == null ? NormalForm.of(baseUrl) : "https://app.invalid";
  }

  /** Webhooks, where the stores can keep them and their events; else null. */
  @Nullable Webhooks webhooks(Stores opened, Encryption encryption, Observers observing) {
    if (opened.outbox() == null || opened.webhooks() == null) {
      return null;
    }
    EndpointPolicy policy = webhookPolicy();
    return new Webhooks(
        opened.webhooks(),
        opened.outbox(),
        webhooks,
        encryption,
        policy,
        new HttpTransport(policy, http.withoutClientCertificate(), Webhooks.TIMEOUT),
        Webhooks.TIMEOUT,
        baseUrl + path,
        applicationId,
        observing,
        clock);
  }

  /** Which URLs webhooks may have. */
  private EndpointPolicy webhookPolicy() {
    return new EndpointPolicy(
        insecureLoopback, webhookPrivateEndpoints, "grantlet.webhook-private-endpoints");
  }

  EventOptions events(@Nullable Webhooks others) {
    return new EventOptions(
        listeners,
        listenersAtMostOnce,
        eventRetention,
        baseUrl + path,
        applicationId,
        others == null ? Recipients.NONE : others,
        clock);
  }

  /** Which URLs may be called. */
  EndpointPolicy policy() {
    return new EndpointPolicy(insecureLoopback, privateEndpoints, standIns);
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

  /** Opens the stores that were given, and those in memory for the rest. */
  private Stores open() {
    Stores opened =
        stores == null
            ? new Stores(
                new MemoryIntegrationStore(),
                new MemoryGrantStore(),
                new MemoryOneTimeStore(clock, ONE_TIME_BYTES))
            : stores.get();
    try {
      OneTimeStore oneTime =
          oneTimeStore == null ? new MemoryOneTimeStore(clock, ONE_TIME_BYTES) : oneTimeStore.get();
      return new Stores(
          opened.integrations(), opened.grants(), oneTime, opened.outbox(), opened.webhooks());
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  Duration backgroundRefresh() {
    return backgroundRefresh != null
        ? backgroundRefresh
        : stores != null ? Duration.ofDays(1) : Duration.ZERO;
  }
}
