package org.grantlet;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.grantlet.internal.engine.EngineOptions;
import org.grantlet.provider.HttpOptions;
import org.grantlet.provider.MailServers;
import org.grantlet.provider.ProviderCatalog;
import org.grantlet.provider.ProviderHook;
import org.grantlet.store.OneTimeStore;
import org.grantlet.store.Stores;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of the configuration reference say, in code. {@link #build} checks all of it and
 * names every problem at once. Not thread-safe.
 */
public final class GrantletBuilder {
  private final EngineOptions options = new EngineOptions();

  GrantletBuilder() {}

  /** {@code grantlet.base-url}: public origin and context path of the application; required. */
  public GrantletBuilder baseUrl(String value) {
    requireNonNull(value, "baseUrl");
    options.baseUrl = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    return this;
  }

  /** {@code grantlet.path}: base path of the endpoints. */
  public GrantletBuilder path(String value) {
    options.path = requireNonNull(value, "path");
    return this;
  }

  /** {@code grantlet.client-id}: names the application in events. */
  public GrantletBuilder applicationId(@Nullable String value) {
    options.applicationId = value;
    return this;
  }

  /**
   * {@code grantlet.encryption-key}: one or several; required with a durable store. A blank text is
   * none.
   */
  public GrantletBuilder encryptionKey(Secret value) {
    options.encryptionKey =
        requireNonNull(value, "encryptionKey").reveal().isBlank() ? null : value;
    return this;
  }

  /** The clock, for tests. */
  public GrantletBuilder clock(Clock value) {
    options.clock = requireNonNull(value, "clock");
    return this;
  }

  /**
   * {@code grantlet.store}: durable stores of integrations and grants; they need an encryption key.
   * Logins stay in memory unless {@link #oneTimeStore} says otherwise.
   */
  public GrantletBuilder stores(Stores value) {
    requireNonNull(value, "stores");
    return stores(() -> value);
  }

  /**
   * The same, opened by {@link #build} when nothing else is wrong.
   *
   * @param opener may throw a {@link ConfigurationException}
   */
  public GrantletBuilder stores(Supplier<Stores> opener) {
    options.stores = requireNonNull(opener, "opener");
    return this;
  }

  /**
   * {@code grantlet.one-time-store}: where logins are.
   *
   * @param shared whether it is outside this process, so that it needs an encryption key
   */
  public GrantletBuilder oneTimeStore(OneTimeStore value, boolean shared) {
    requireNonNull(value, "oneTimeStore");
    return oneTimeStore(() -> value, shared);
  }

  /**
   * The same, opened by {@link #build} when nothing else is wrong, after the other stores.
   *
   * @param opener may throw a {@link ConfigurationException}
   */
  public GrantletBuilder oneTimeStore(Supplier<OneTimeStore> opener, boolean shared) {
    options.oneTimeStore = requireNonNull(opener, "opener");
    options.sharedOneTimeStore = shared;
    return this;
  }

  /**
   * {@code grantlet.catalog}: which providers can be named; {@link ProviderCatalog#with} adds some
   * to the built-in ones.
   */
  public GrantletBuilder catalog(ProviderCatalog value) {
    options.catalog = requireNonNull(value, "catalog");
    return this;
  }

  /** Adds a hook that entries of the catalog can ask for by its name. */
  public GrantletBuilder hook(ProviderHook value) {
    options.hooks.put(requireNonNull(value, "hook").name(), value);
    return this;
  }

  /** {@code grantlet.custom-providers}. */
  public GrantletBuilder customProviders(boolean value) {
    options.customProviders = value;
    return this;
  }

  /** {@code grantlet.insecure-loopback}. */
  public GrantletBuilder insecureLoopback(boolean value) {
    options.insecureLoopback = value;
    return this;
  }

  /** {@code grantlet.private-endpoints}: providers may have private addresses. */
  public GrantletBuilder privateEndpoints(boolean value) {
    options.privateEndpoints = value;
    return this;
  }

  /** {@code grantlet.max-login-url-ttl}: a minute to ten years. */
  public GrantletBuilder maxLoginUrlTtl(Duration value) {
    options.maxLoginUrlTtl = requireNonNull(value, "maxLoginUrlTtl");
    return this;
  }

  /** {@code grantlet.provider-timeout}: for one call to a provider, look-up to last byte. */
  public GrantletBuilder providerTimeout(Duration value) {
    options.providerTimeout = requireNonNull(value, "providerTimeout");
    return this;
  }

  /** How providers are called: proxy, authorities, certificate, name, or a client of one's own. */
  public GrantletBuilder http(Consumer<HttpOptions> value) {
    requireNonNull(value, "http").accept(options.http);
    return this;
  }

  /** {@code grantlet.clock-skew}: by how much providers' clocks may differ; at most 5 minutes. */
  public GrantletBuilder clockSkew(Duration value) {
    options.clockSkew = requireNonNull(value, "clockSkew");
    return this;
  }

  /** {@code grantlet.token-staleness}: how long an access token may be answered from memory. */
  public GrantletBuilder tokenStaleness(Duration value) {
    options.tokenStaleness = requireNonNull(value, "tokenStaleness");
    return this;
  }

  /**
   * {@code grantlet.background-refresh}: each refreshable grant is refreshed once in such a period;
   * in one of an hour or less, only grants whose access tokens end before the next, and all others
   * once a day. A minute to 30 days, or zero for never. By default a day with a durable store, and
   * never in memory.
   */
  public GrantletBuilder backgroundRefresh(Duration value) {
    options.backgroundRefresh = requireNonNull(value, "backgroundRefresh");
    return this;
  }

  /**
   * {@code grantlet.refresh-alarm}: how long refreshing a grant may fail before {@link
   * GrantListener#grantRefreshFailed} is called; at most 30 days. An hour by default.
   */
  public GrantletBuilder refreshAlarm(Duration value) {
    options.refreshAlarm = requireNonNull(value, "refreshAlarm");
    return this;
  }

  /** {@code grantlet.detect-by-mx}: who is asked for the mail servers of an email's domain. */
  public GrantletBuilder mailServers(MailServers value) {
    options.mailServers = requireNonNull(value, "mailServers");
    return this;
  }

  /** Adds a listener; one that is added twice is called once. */
  public GrantletBuilder listener(GrantListener value) {
    requireNonNull(value, "listener");
    if (options.listeners.stream().noneMatch(known -> known == value)) {
      options.listeners.add(value);
    }
    return this;
  }

  /** Adds an observer, for metrics; one that is added twice is called once. */
  public GrantletBuilder observer(GrantletObserver value) {
    requireNonNull(value, "observer");
    if (options.observers.stream().noneMatch(known -> known == value)) {
      options.observers.add(value);
    }
    return this;
  }

  /**
   * {@code grantlet.listeners-at-most-once}: each event is told to a listener once at most, as
   * without a durable store: not again if it throws, or if its node ends meanwhile.
   */
  public GrantletBuilder listenersAtMostOnce(boolean value) {
    options.listenersAtMostOnce = value;
    return this;
  }

  /**
   * {@code grantlet.event-retention}: how long a durable store keeps events that everybody has
   * heard, or that were set aside; an hour to a year, by default 7 days.
   */
  public GrantletBuilder eventRetention(Duration value) {
    options.eventRetention = requireNonNull(value, "eventRetention");
    return this;
  }

  /** {@code grantlet.integration.<provider>…}: made, or brought up to date, at start. */
  public GrantletBuilder integration(String provider, IntegrationSpec spec) {
    options.integrations.add(requireNonNull(provider, "provider"), requireNonNull(spec, "spec"));
    return this;
  }

  /**
   * {@code grantlet.webhook.<name>…}: made, or brought up to date, at start. It needs a store with
   * an outbox. It ends when no node has named it for three days.
   *
   * @param name lower-case letters, digits, {@code -} and {@code _}; the id of the webhook
   * @param url https; where events are sent
   * @param secret {@code whsec_} and the base64 of 24 to 64 random bytes; while it changes, two of
   *     them with a comma between, the new one first
   * @param events such as {@code grant.expired}; none for all events of grants
   */
  public GrantletBuilder webhook(String name, String url, Secret secret, String... events) {
    options.webhooks.add(
        requireNonNull(name, "name"),
        requireNonNull(url, "url"),
        requireNonNull(secret, "secret"),
        List.of(requireNonNull(events, "events")));
    return this;
  }

  /**
   * {@code grantlet.webhook-private-endpoints}: receivers of webhooks may have private addresses.
   */
  public GrantletBuilder webhookPrivateEndpoints(boolean value) {
    options.webhookPrivateEndpoints = value;
    return this;
  }

  /**
   * Reports something that is wrong with what the options were made of. {@link #build} names it
   * with the other problems, and does not start.
   *
   * @param value begins with the key, if it is about one: {@code grantlet.base-url is …}
   */
  public GrantletBuilder problem(String value) {
    options.reported.add(requireNonNull(value, "problem"));
    return this;
  }

  /**
   * Checks everything and starts.
   *
   * @throws ConfigurationException naming every problem
   */
  public Grantlet build() {
    return options.start();
  }
}
