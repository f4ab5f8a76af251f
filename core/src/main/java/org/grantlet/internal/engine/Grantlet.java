package org.grantlet.internal.engine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.grantlet.Grants;
import org.grantlet.Integrations;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.crypto.Encryption;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.internal.detection.ProviderDetection;
import org.grantlet.internal.detection.ProviderDetection.Known;
import org.grantlet.internal.grant.BackgroundRefresh;
import org.grantlet.internal.grant.GrantEventPublisher;
import org.grantlet.internal.grant.GrantService;
import org.grantlet.internal.grant.GrantTable;
import org.grantlet.internal.grant.UninterruptedCalls;
import org.grantlet.internal.integration.AppUrls;
import org.grantlet.internal.integration.IntegrationService;
import org.grantlet.internal.login.HostedAuthFlow;
import org.grantlet.internal.protocol.Providers;
import org.grantlet.internal.text.Reason;

/**
 * Hosted authentication without servlets: integrations, the flow and grants, on the stores that the
 * builder was given. Thread-safe; close it with the application.
 */
public final class Grantlet implements AutoCloseable {
  private final IntegrationService integrations;
  private final GrantService grants;
  private final HostedAuthFlow flow;
  private final Providers providers;
  private final ProviderDetection detection;
  private final GrantEventPublisher events;
  private final UninterruptedCalls calls;
  private final BackgroundRefresh backgroundRefresh;
  private final List<AutoCloseable> stores;

  Grantlet(GrantletBuilder options) {
    Clock clock = options.clock;
    Encryption encryption = encryption(options.keys);
    stores = List.of(options.integrationStore, options.grantStore, options.oneTimeStore);
    providers =
        Providers.create(
            options.catalogue,
            options.hooks,
            options.policy(),
            options.http,
            options.providerTimeout,
            options.clockSkew);
    detection = new ProviderDetection(() -> known(providers.catalogue()), options.mailServers);
    events =
        new GrantEventPublisher(
            options.listeners, options.baseUrl + options.path, options.applicationId, clock);
    integrations =
        new IntegrationService(
            options.integrationStore,
            options.grantStore,
            encryption,
            providers,
            options.customProviders,
            options.baseUrl,
            clock);
    calls = new UninterruptedCalls(options.providerTimeout);
    grants =
        new GrantService(
            new GrantTable(options.grantStore, encryption, options.tokenStaleness),
            integrations,
            providers,
            calls,
            events,
            clock);
    backgroundRefresh =
        new BackgroundRefresh(options.grantStore, grants, clock, options.backgroundRefresh());
    flow =
        HostedAuthFlow.create(
            new AppUrls(options.baseUrl, options.path),
            options.oneTimeStore,
            options.sharedOneTimeStore ? encryption : null,
            integrations,
            grants,
            calls,
            providers,
            events,
            clock,
            options.maxLoginUrlTtl);
  }

  private static Encryption encryption(List<EncryptionKey> keys) {
    return new Encryption(keys.isEmpty() ? List.of(EncryptionKey.random()) : keys);
  }

  private static List<Known> known(ProviderDefinitions catalogue) {
    return catalogue.entries().stream()
        .map(entry -> new Known(entry.provider(), entry.domains(), entry.mx()))
        .toList();
  }

  /** Begins what goes on in the background. */
  void start() {
    backgroundRefresh.start();
    flow.redirectPaths().prepare();
  }

  /** A builder with the defaults of {@code configuration.md}. */
  public static GrantletBuilder builder() {
    return new GrantletBuilder();
  }

  /** The providers that the application has connected. */
  public Integrations integrations() {
    return integrations;
  }

  /** The authenticated accounts. */
  public Grants grants() {
    return grants;
  }

  /** The steps of the flow, for whoever brings them to a browser. */
  public HostedAuthFlow flow() {
    return flow;
  }

  /** The catalogue and the calls to providers. */
  public Providers providers() {
    return providers;
  }

  /** Tells providers by email addresses. */
  public ProviderDetection detection() {
    return detection;
  }

  /** How often listeners have thrown something since the start. */
  public long listenerFailures() {
    return events.listenerFailures();
  }

  /**
   * Encrypts everything again that is not under the newest key. Safe while requests are served, on
   * any number of nodes; when it returns, older keys are no longer needed for what was there.
   *
   * @return how many values were encrypted again
   */
  public int reencrypt() {
    return integrations.reencrypt() + grants.reencrypt();
  }

  /**
   * Ends what goes on in the background, and closes the stores. What a provider was asked already
   * is waited for, and kept: at most {@code grantlet.provider-timeout} and five seconds.
   */
  @Override
  public void close() {
    detection.close();
    backgroundRefresh.close();
    calls.close();
    providers.close();
    List<String> problems = new ArrayList<>();
    for (AutoCloseable store : stores) {
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
