package org.grantlet.internal.engine;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.grantlet.ErrorCode;
import org.grantlet.Events;
import org.grantlet.GrantClient;
import org.grantlet.Grantlet;
import org.grantlet.GrantletException;
import org.grantlet.internal.call.ApiCalls;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.detection.ProviderDetection;
import org.grantlet.internal.detection.ProviderDetection.Known;
import org.grantlet.internal.event.GrantEvents;
import org.grantlet.internal.grant.BackgroundRefresh;
import org.grantlet.internal.grant.GrantService;
import org.grantlet.internal.grant.GrantTable;
import org.grantlet.internal.grant.UninterruptedCalls;
import org.grantlet.internal.http.HttpSettings;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.memory.MemoryGrantStore;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.internal.observe.Observers;
import org.grantlet.internal.protocol.Providers;
import org.grantlet.internal.text.Reason;
import org.grantlet.internal.webhook.Webhooks;
import org.grantlet.store.Stores;
import org.jspecify.annotations.Nullable;

/** Everything, wired once. Thread-safe. */
public final class Engine implements Grantlet {
  private final IntegrationService integrations;
  private final GrantService grants;
  private final ApiCalls apis;
  private final HostedAuthFlow flow;
  private final Providers providers;
  private final ProviderDetection detection;
  private final GrantEvents events;
  private final Observers observers;
  private final @Nullable Webhooks webhooks;
  private final UninterruptedCalls calls;
  private final BackgroundRefresh backgroundRefresh;
  private final Stores stores;
  private volatile boolean started;

  Engine(EngineOptions options, Stores opened) {
    Clock clock = options.clock;
    AppUrls urls = new AppUrls(options.baseUrl, options.path);
    Encryption encryption = new Encryption(options.encryptionKeys());
    stores = opened;
    observers = new Observers(options.observers);
    providers =
        Providers.create(
            options.catalog,
            options.hooks,
            options.policy(),
            options.http,
            options.providerTimeout,
            options.clockSkew,
            observers);
    detection = new ProviderDetection(() -> known(providers.catalog()), options.mailServers);
    webhooks = options.webhooks(stores, encryption, observers);
    events = new GrantEvents(stores.grants(), stores.outbox(), options.events(webhooks));
    integrations = integrations(options, encryption, urls);
    calls = new UninterruptedCalls(options.providerTimeout);
    grants =
        new GrantService(
            new GrantTable(stores.grants(), events, encryption, options.tokenStaleness),
            integrations,
            providers,
            calls,
            events,
            clock,
            options.refreshAlarm);
    apis = new ApiCalls(grants, integrations, providers, clock);
    backgroundRefresh =
        new BackgroundRefresh(stores.grants(), grants, clock, options.backgroundRefresh());
    flow =
        HostedAuthFlow.create(
            urls,
            stores.oneTime(),
            options.sharedOneTimeStore ? encryption : null,
            encryption,
            integrations,
            grants,
            calls,
            providers,
            events,
            clock,
            options.maxLoginUrlTtl);
  }

  private IntegrationService integrations(
      EngineOptions options, Encryption encryption, AppUrls urls) {
    return new IntegrationService(
        stores.integrations(),
        stores.grants(),
        encryption,
        providers.catalog(),
        providers.policy(),
        options.customProviders,
        urls,
        options.clock);
  }

  private static List<Known> known(ProviderDefinitions catalog) {
    return catalog.entries().stream()
        .map(entry -> new Known(entry.provider(), entry.domains(), entry.mx()))
        .toList();
  }

  /** Begins what goes on in the background. */
  void start() {
    if (webhooks != null) {
      webhooks.start(events::wake);
    }
    events.start();
    backgroundRefresh.start();
    flow.redirectPaths().prepare();
    started = true;
    observers.started(grants, events);
  }

  /** What is behind a {@link Grantlet}. */
  public static Engine of(Grantlet grantlet) {
    return (Engine) grantlet;
  }

  @Override
  public IntegrationService integrations() {
    return integrations;
  }

  @Override
  public GrantService grants() {
    return grants;
  }

  @Override
  public GrantClient client(String grantId) {
    return apis.client(requireNonNull(grantId, "grantId"));
  }

  /** Logins, from the request to the result. */
  public HostedAuthFlow flow() {
    return flow;
  }

  /** Runs requests that may wait for a provider, on threads that nobody interrupts. */
  public Executor calls() {
    return calls;
  }

  boolean hasWebhooks() {
    return webhooks != null;
  }

  /**
   * Webhooks.
   *
   * @throws GrantletException {@link ErrorCode#WEBHOOK_REFUSED} if the store keeps no events
   */
  public Webhooks webhooks() {
    if (webhooks == null) {
      throw new GrantletException(
          ErrorCode.WEBHOOK_REFUSED,
          isInMemory() ? EngineOptions.IN_MEMORY : EngineOptions.NO_OUTBOX);
    }
    return webhooks;
  }

  /** Those who are told what happens. */
  public Observers observers() {
    return observers;
  }

  /** The catalog and the calls to providers. */
  public Providers providers() {
    return providers;
  }

  /** Tells providers by email addresses. */
  public ProviderDetection detection() {
    return detection;
  }

  /** Grantlet's version. */
  public static String version() {
    return HttpSettings.version();
  }

  /** Where grants and logins are, for people. */
  public String places() {
    String grants =
        isInMemory()
            ? "memory (they end with this process)"
            : stores.grants().getClass().getSimpleName();
    String logins =
        stores.oneTime() instanceof MemoryOneTimeStore
            ? "memory (of this process alone)"
            : stores.oneTime().getClass().getSimpleName();
    return "grants are in " + grants + ", logins under way in " + logins;
  }

  /** What is not for production, by its keys. */
  public List<String> notForProduction() {
    List<String> keys = new ArrayList<>();
    if (providers.policy().insecureLoopback()) {
      keys.add("grantlet.insecure-loopback=true");
    }
    if (isInMemory()) {
      keys.add("grantlet.store=memory");
    }
    return keys;
  }

  private boolean isInMemory() {
    return stores.grants() instanceof MemoryGrantStore;
  }

  @Override
  public Events events() {
    return events;
  }

  @Override
  public long listenerFailures() {
    return events.listenerFailures();
  }

  /** What is wrong with the stores and the keys right now; providers are not asked. */
  public Map<String, String> problems() {
    return new SelfCheck(stores, integrations, grants).problems();
  }

  @Override
  public int reencrypt() {
    return integrations.reencrypt()
        + grants.reencrypt()
        + (webhooks == null ? 0 : webhooks.reencrypt());
  }

  @Override
  public void close() {
    if (started) {
      started = false;
      observers.ending();
    }
    providers.policy().standIns().ended(grants);
    detection.close();
    backgroundRefresh.close();
    calls.close();
    events.close();
    if (webhooks != null) {
      webhooks.close();
    }
    providers.close();
    List<String> problems = new ArrayList<>();
    List<AutoCloseable> all =
        new ArrayList<>(List.of(stores.integrations(), stores.grants(), stores.oneTime()));
    Optional.ofNullable(stores.outbox()).ifPresent(all::add);
    for (AutoCloseable store : all) {
      try {
        store.close();
      } catch (Exception e) {
        problems.add(store.getClass().getSimpleName() + ": " + Reason.of(e));
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException("Stores did not close: " + problems);
    }
  }
}
