package org.grantlet.servlet.internal.config;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.grantlet.ConfigurationException;
import org.grantlet.GrantListener;
import org.grantlet.Grantlet;
import org.grantlet.GrantletBuilder;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.provider.HttpOptions;
import org.grantlet.provider.MailServers;
import org.grantlet.servlet.RequestOwner;
import org.grantlet.servlet.internal.config.FilterOptions.ApiOptions;
import org.grantlet.servlet.internal.config.FilterOptions.LoginConfirmation;
import org.grantlet.servlet.pages.PageRenderer;
import org.jspecify.annotations.Nullable;

/** Turns properties into options; their problems come out when the engine is built. */
public final class ConfigReader {
  /**
   * Settings of the pages.
   *
   * @param contextName the display name of the web application
   * @param renderer the builder's
   * @param texts the builder's, by language
   * @param files the texts of a language's file, or none
   */
  public record PageSources(
      @Nullable String contextName,
      @Nullable PageRenderer renderer,
      Map<String, Map<String, String>> texts,
      Function<String, Map<String, String>> files) {}

  private final Map<ConfigKey, String> values = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final GrantletBuilder core = Grantlet.builder();
  private final ClassLoader loader;
  private final PageSources pages;

  private ConfigReader(ClassLoader loader, PageSources pages) {
    this.loader = loader;
    this.pages = pages;
  }

  /**
   * Reads properties. What is wrong with them is reported to the engine's builder, whose {@code
   * build} names every bad, missing and unknown key.
   *
   * @param known what is wrong with the places that they come from
   * @param env looks up environment variables for placeholders
   * @param loader finds listeners, stores and pages
   * @param pages settings of the pages from code and files
   * @param setup other settings of the engine from code
   */
  public static FilterOptions read(
      Map<String, String> properties,
      List<String> known,
      UnaryOperator<@Nullable String> env,
      ClassLoader loader,
      PageSources pages,
      Clock clock,
      Consumer<GrantletBuilder> setup) {
    ConfigReader reader = new ConfigReader(loader, pages);
    reader.problems.addAll(known);
    reader.sort(properties, env);
    FilterOptions options = reader.options(clock, setup);
    for (String problem : reader.problems) {
      reader.core.problem(problem);
    }
    return options;
  }

  /** The keys, without those of integrations. */
  public static List<String> keys() {
    return ConfigKey.properties();
  }

  private void sort(Map<String, String> properties, UnaryOperator<@Nullable String> env) {
    IntegrationKeys integrations = new IntegrationKeys(problems);
    WebhookKeys webhooks = new WebhookKeys(problems);
    for (Map.Entry<String, String> given : properties.entrySet()) {
      String property = given.getKey();
      ConfigKey key = ConfigKey.of(property).orElse(null);
      boolean webhook = property.startsWith(ConfigKey.WEBHOOK);
      if (key == null && !webhook && !property.startsWith(ConfigKey.INTEGRATION)) {
        problems.add(ConfigKey.unknown(property));
        continue;
      }
      try {
        String value = Placeholders.resolve(given.getValue(), env);
        if (webhook) {
          webhooks.add(property, value);
        } else if (key == null) {
          integrations.add(property, value);
        } else if (!value.isEmpty()) {
          values.put(key, value);
        }
      } catch (IllegalArgumentException e) {
        problems.add(property + " " + e.getMessage());
      }
    }
    core.http(options -> http(options, env));
    for (Map.Entry<String, IntegrationSpec> each : integrations.specs().entrySet()) {
      core.integration(each.getKey(), each.getValue());
    }
    webhooks.apply(core);
  }

  private FilterOptions options(Clock clock, Consumer<GrantletBuilder> setup) {
    ApiOptions api = api();
    core.clock(clock)
        .baseUrl(values.getOrDefault(ConfigKey.BASE_URL, ""))
        .applicationId(values.get(ConfigKey.CLIENT_ID))
        .customProviders(flag(ConfigKey.CUSTOM_PROVIDERS))
        .insecureLoopback(flag(ConfigKey.INSECURE_LOOPBACK))
        .privateEndpoints(flag(ConfigKey.PRIVATE_ENDPOINTS))
        .webhookPrivateEndpoints(flag(ConfigKey.WEBHOOK_PRIVATE_ENDPOINTS))
        .listenersAtMostOnce(flag(ConfigKey.LISTENERS_AT_MOST_ONCE));
    if (oneOf(ConfigKey.DETECT_BY_MX, "true", "true", "false").equals("false")) {
      core.mailServers(MailServers.none());
    }
    for (Map.Entry<ConfigKey, String> given : values.entrySet()) {
      set(given.getKey(), given.getValue());
    }
    listeners();
    FilterOptions options =
        new FilterOptions(
            core,
            api,
            loginConfirmation(),
            oneOf(ConfigKey.UNVERIFIED_REDIRECT, "reject", "reject", "pass").equals("reject"),
            trustedProxies(),
            requestOwner(),
            new PageKeys(values, problems, loader).options(pages));
    setup.accept(core);
    boolean migrate = oneOf(ConfigKey.JDBC_MIGRATE, "true", "true", "false").equals("true");
    new StoreKeys(values, problems, loader, migrate).apply(core, clock);
    return options;
  }

  /** For keys that do nothing unless they are given. */
  private void set(ConfigKey key, String value) {
    try {
      switch (key) {
        case PATH -> core.path(value);
        case ENCRYPTION_KEY -> core.encryptionKey(Secret.of(value));
        case CATALOG -> catalog(value);
        case MAX_LOGIN_URL_TTL -> core.maxLoginUrlTtl(seconds(value));
        case PROVIDER_TIMEOUT -> core.providerTimeout(seconds(value));
        case CLOCK_SKEW -> core.clockSkew(seconds(value));
        case TOKEN_STALENESS -> core.tokenStaleness(seconds(value));
        case BACKGROUND_REFRESH -> core.backgroundRefresh(seconds(value));
        case EVENT_RETENTION -> core.eventRetention(seconds(value));
        case REFRESH_ALARM -> core.refreshAlarm(seconds(value));
        default -> {} // read elsewhere
      }
    } catch (NumberFormatException e) {
      problems.add(key.problem("be a number of seconds", value));
    }
  }

  private static Duration seconds(String value) {
    return Duration.ofSeconds(Long.parseLong(value));
  }

  private @Nullable ApiOptions api() {
    boolean reveal = flag(ConfigKey.REVEAL_SECRETS);
    boolean tokens = flag(ConfigKey.TOKEN_ENDPOINT);
    if (oneOf(ConfigKey.API, "on", "on", "off").equals("off")) {
      return null;
    }
    for (ConfigKey key : List.of(ConfigKey.CLIENT_ID, ConfigKey.CLIENT_SECRET)) {
      String unread = key.property() + " ";
      if (!values.containsKey(key) && problems.stream().noneMatch(p -> p.startsWith(unread))) {
        problems.add(
            key.property()
                + " is missing: the Connect API needs Basic credentials (an application that uses"
                + " only the Java API says grantlet.api=off)");
      }
    }
    String id = values.getOrDefault(ConfigKey.CLIENT_ID, "");
    int colon = id.indexOf(':');
    if (colon >= 0) { // what follows may be the secret
      problems.add(
          ConfigKey.CLIENT_ID.problem(
              "have no colon, which ends it in HTTP Basic (RFC 7617)",
              id.substring(0, colon + 1) + "…"));
    }
    Secret secret = secret(ConfigKey.CLIENT_SECRET);
    return secret == null ? null : new ApiOptions(id, secret, reveal, tokens);
  }

  private LoginConfirmation loginConfirmation() {
    String value = oneOf(ConfigKey.LOGIN_CONFIRMATION, "auto", "auto", "always", "never");
    return LoginConfirmation.valueOf(value.toUpperCase(Locale.ROOT));
  }

  private TrustedProxies trustedProxies() {
    String header =
        oneOf(ConfigKey.FORWARDED_HEADER, "auto", "auto", "forwarded", "x-forwarded-for");
    TrustedProxies.Header read =
        TrustedProxies.Header.valueOf(header.toUpperCase(Locale.ROOT).replace('-', '_'));
    try {
      return TrustedProxies.of(
          FilterOptions.list(values.getOrDefault(ConfigKey.TRUSTED_PROXIES, "")), read);
    } catch (IllegalArgumentException e) {
      String expected = "be addresses or networks such as 10.0.0.0/8";
      problems.add(ConfigKey.TRUSTED_PROXIES.problem(expected, String.valueOf(e.getMessage())));
      return TrustedProxies.of(List.of(), read);
    }
  }

  private @Nullable RequestOwner requestOwner() {
    ConfigKey key = ConfigKey.REQUEST_OWNER;
    String name = values.get(key);
    return name == null
        ? null
        : key.instance(RequestOwner.class, name, loader, problems).orElse(null);
  }

  /** One instance of a class, named by the key or found by {@link ServiceLoader} or both. */
  private void listeners() {
    Set<String> found = new HashSet<>();
    for (GrantListener listener : ServiceLoader.load(GrantListener.class, loader)) {
      core.listener(listener);
      found.add(listener.getClass().getName());
    }
    for (String name : FilterOptions.list(values.getOrDefault(ConfigKey.LISTENERS, ""))) {
      if (!found.contains(name)) {
        ConfigKey.LISTENERS
            .instance(GrantListener.class, name, loader, problems)
            .ifPresent(core::listener);
      }
    }
  }

  private void catalog(String folder) {
    try {
      core.catalog(CatalogFolder.read(folder, loader));
    } catch (ConfigurationException e) {
      e.problems().forEach(problem -> problems.add(ConfigKey.CATALOG.property() + ": " + problem));
    }
  }

  private void http(HttpOptions options, UnaryOperator<@Nullable String> env) {
    options
        .environment(env)
        .proxy(secret(ConfigKey.PROXY))
        .proxyExceptions(FilterOptions.list(values.getOrDefault(ConfigKey.PROXY_EXCEPTIONS, "")))
        .trustStore(values.get(ConfigKey.TRUST_STORE), secret(ConfigKey.TRUST_STORE_PASSWORD))
        .clientCertificate(
            values.get(ConfigKey.CLIENT_CERTIFICATE), secret(ConfigKey.CLIENT_CERTIFICATE_PASSWORD))
        .userAgent(values.get(ConfigKey.USER_AGENT));
  }

  private @Nullable Secret secret(ConfigKey key) {
    String value = values.get(key);
    return value == null ? null : Secret.of(value);
  }

  private boolean flag(ConfigKey key) {
    return oneOf(key, "false", "true", "false").equals("true");
  }

  private String oneOf(ConfigKey key, String otherwise, String... allowed) {
    String value = values.getOrDefault(key, otherwise).toLowerCase(Locale.ROOT);
    if (!Arrays.asList(allowed).contains(value)) {
      problems.add(key.problem("be " + String.join(" or ", allowed), value));
      return otherwise;
    }
    return value;
  }
}
