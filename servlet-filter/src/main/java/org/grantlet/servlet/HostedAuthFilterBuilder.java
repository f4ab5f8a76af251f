package org.grantlet.servlet;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.grantlet.GrantListener;
import org.grantlet.GrantletBuilder;
import org.grantlet.GrantletObserver;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.servlet.internal.config.ConfigSources;
import org.grantlet.servlet.pages.PageRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a filter to which everything is passed in: it reads no key from a file, an init-param, a
 * system property or an environment variable. The JVM's and the environment's proxies are used
 * unless {@link GrantletBuilder#http} says otherwise. Not thread-safe.
 */
public final class HostedAuthFilterBuilder {
  final Map<String, String> properties = new LinkedHashMap<>();
  final List<String> problems = new ArrayList<>();
  Consumer<GrantletBuilder> setup = grantlet -> {};
  final Map<String, Map<String, String>> texts = new LinkedHashMap<>();
  @Nullable RequestOwner requestOwner;
  @Nullable PageRenderer pages;
  Clock clock = Clock.systemUTC();
  boolean startedInCode;

  HostedAuthFilterBuilder() {}

  /** {@code grantlet.base-url}: public origin and context path of the application; required. */
  public HostedAuthFilterBuilder baseUrl(String value) {
    return property("grantlet.base-url", value);
  }

  /** Makes an integration, or brings it up to date, at start. */
  public HostedAuthFilterBuilder integration(String provider, IntegrationSpec spec) {
    requireNonNull(provider, "provider");
    requireNonNull(spec, "spec");
    return grantlet(grantlet -> grantlet.integration(provider, spec));
  }

  /** Adds a listener; one that is added twice is called once. */
  public HostedAuthFilterBuilder listener(GrantListener value) {
    requireNonNull(value, "listener");
    return grantlet(grantlet -> grantlet.listener(value));
  }

  /** Adds an observer, for metrics; one that is added twice is called once. */
  public HostedAuthFilterBuilder observer(GrantletObserver value) {
    requireNonNull(value, "observer");
    return grantlet(grantlet -> grantlet.observer(value));
  }

  /** Whatever else {@link GrantletBuilder} has: stores, catalog, hooks, HTTP client, limits. */
  public HostedAuthFilterBuilder grantlet(Consumer<GrantletBuilder> options) {
    setup = setup.andThen(requireNonNull(options, "options"));
    return this;
  }

  /** {@code grantlet.api}: whether the Connect API is served; then it needs credentials. */
  public HostedAuthFilterBuilder api(boolean value) {
    return property("grantlet.api", value ? "on" : "off");
  }

  /** {@code grantlet.client-id}, {@code grantlet.client-secret}: Basic credentials of the API. */
  public HostedAuthFilterBuilder clientCredentials(String id, Secret secret) {
    requireNonNull(secret, "secret");
    return property("grantlet.client-id", id).property("grantlet.client-secret", secret.reveal());
  }

  /** {@code grantlet.reveal-secrets}: whether the API shows client secrets. */
  public HostedAuthFilterBuilder revealSecrets(boolean value) {
    return property("grantlet.reveal-secrets", String.valueOf(value));
  }

  /** {@code grantlet.token-endpoint}: whether the API gives access tokens. */
  public HostedAuthFilterBuilder tokenEndpoint(boolean value) {
    return property("grantlet.token-endpoint", String.valueOf(value));
  }

  /** {@code grantlet.trusted-proxies}: whose forwarding headers are believed. */
  public HostedAuthFilterBuilder trustedProxies(String... networks) {
    return property(
        "grantlet.trusted-proxies", String.join(",", requireNonNull(networks, "networks")));
  }

  /**
   * {@code grantlet.forwarded-header}: the one that these proxies set, {@code forwarded} or {@code
   * x-forwarded-for}; {@code auto} reads either.
   */
  public HostedAuthFilterBuilder forwardedHeader(String value) {
    return property("grantlet.forwarded-header", value);
  }

  /**
   * {@code grantlet.login-confirmation}: whether opening a login URL shows a page first, {@code
   * auto}, {@code always} or {@code never}.
   */
  public HostedAuthFilterBuilder loginConfirmation(String value) {
    return property("grantlet.login-confirmation", value);
  }

  /**
   * {@code grantlet.unverified-redirect}: whether the application is kept from redirects that were
   * not issued to their browser; otherwise it sees an unsuccessful result.
   */
  public HostedAuthFilterBuilder rejectUnverifiedRedirects(boolean value) {
    return property("grantlet.unverified-redirect", value ? "reject" : "pass");
  }

  /** {@code grantlet.application-name}: what users call the application. */
  public HostedAuthFilterBuilder applicationName(String value) {
    return property("grantlet.application-name", value);
  }

  /** {@code grantlet.logo}: a path in the application, such as {@code /logo.svg}. */
  public HostedAuthFilterBuilder logo(String path) {
    return property("grantlet.logo", path);
  }

  /** {@code grantlet.accent-color}: {@code #rrggbb}. */
  public HostedAuthFilterBuilder accentColor(String value) {
    return property("grantlet.accent-color", value);
  }

  /** {@code grantlet.languages}: of the pages, the first for all others. */
  public HostedAuthFilterBuilder languages(String... tags) {
    return property("grantlet.languages", String.join(",", requireNonNull(tags, "tags")));
  }

  /** Any key, as in {@code grantlet.properties}. */
  public HostedAuthFilterBuilder property(String key, String value) {
    properties.put(requireNonNull(key, "key"), requireNonNull(value, key));
    return this;
  }

  /** Keys, as in {@code grantlet.properties}. */
  public HostedAuthFilterBuilder properties(Map<String, String> keys) {
    properties.putAll(requireNonNull(keys, "keys"));
    return this;
  }

  /**
   * Keys from environment variables, {@code GRANTLET_BASE_URL} for {@code grantlet.base-url}, in
   * place of those that were given before. Variables that match no key are left alone.
   */
  public HostedAuthFilterBuilder environment(Map<String, String> variables) {
    ConfigSources.environment(properties, requireNonNull(variables, "variables"));
    return this;
  }

  /** {@link GrantletBuilder#problem}: a key of which one is reported is not called missing, too. */
  public HostedAuthFilterBuilder problem(String value) {
    problems.add(requireNonNull(value, "problem"));
    return this;
  }

  /** Who a request's user is. */
  public HostedAuthFilterBuilder requestOwner(RequestOwner value) {
    requestOwner = requireNonNull(value, "requestOwner");
    return this;
  }

  /** Draws the pages that browsers see. */
  public HostedAuthFilterBuilder pages(PageRenderer value) {
    pages = requireNonNull(value, "pages");
    return this;
  }

  /**
   * The application's own words on the pages, as a {@code grantlet_pages_LANGUAGE.properties} has
   * them.
   *
   * @param language a BCP 47 tag such as {@code it}; one that does not ship needs every text
   */
  public HostedAuthFilterBuilder texts(String language, Map<String, String> words) {
    requireNonNull(language, "language");
    texts
        .computeIfAbsent(language, key -> new LinkedHashMap<>())
        .putAll(requireNonNull(words, "words"));
    return this;
  }

  /** The clock, for tests. */
  public HostedAuthFilterBuilder clock(Clock value) {
    clock = requireNonNull(value, "clock");
    return this;
  }

  /**
   * The application calls {@link HostedAuthFilter#start} and {@link HostedAuthFilter#close}, as
   * frameworks do whose objects need {@link HostedAuth} before the container starts filters. {@code
   * ServiceLoader} and class names are then looked up with the context class loader of the thread.
   */
  public HostedAuthFilterBuilder startedInCode() {
    startedInCode = true;
    return this;
  }

  /** The filter; it checks its configuration when it is started. */
  public HostedAuthFilter build() {
    return new HostedAuthFilter.Built(this);
  }
}
