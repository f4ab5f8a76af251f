package org.grantlet.servlet.config;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.grantlet.ConfigurationException;
import org.grantlet.GrantListener;
import org.grantlet.Secret;
import org.grantlet.crypto.EncryptionKey;
import org.grantlet.engine.Grantlet;
import org.grantlet.engine.GrantletBuilder;
import org.grantlet.provider.MailServers;
import org.grantlet.servlet.config.FilterOptions.LoginConfirmation;
import org.jspecify.annotations.Nullable;

/** Turns properties into options, and says all that is wrong with them at once. */
public final class ConfigReader {
  private final Map<Key, String> values = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final GrantletBuilder core = Grantlet.builder();
  private final ClassLoader loader;
  private final PageSources pages;

  private ConfigReader(ClassLoader loader, PageSources pages) {
    this.loader = loader;
    this.pages = pages;
  }

  /**
   * Reads properties.
   *
   * @param env looks up environment variables for placeholders
   * @param loader finds listeners, stores and pages
   * @param pages what code and files say of the pages
   * @param setup whatever else code says of the engine, before it is checked
   * @throws ConfigurationException naming every bad, missing and unknown key
   */
  public static FilterOptions read(
      Map<String, String> properties,
      UnaryOperator<@Nullable String> env,
      ClassLoader loader,
      PageSources pages,
      Clock clock,
      Consumer<GrantletBuilder> setup) {
    ConfigReader reader = new ConfigReader(loader, pages);
    reader.sort(properties, env);
    FilterOptions options = reader.options(clock, setup);
    if (!reader.problems.isEmpty()) {
      throw new ConfigurationException(reader.problems);
    }
    return options;
  }

  /** The keys, those of integrations aside. */
  public static List<String> keys() {
    return Arrays.stream(Key.values()).map(Key::property).toList();
  }

  private void sort(Map<String, String> properties, UnaryOperator<@Nullable String> env) {
    IntegrationKeys integrations = new IntegrationKeys(problems);
    properties.forEach(
        (property, raw) -> {
          Key key = Key.of(property).orElse(null);
          boolean integration = property.startsWith(Key.INTEGRATION);
          if (key == null && !integration) {
            problems.add(property + " is not a key of Grantlet" + Key.hint(property, keys(), 4));
            return;
          }
          try {
            String value = Placeholders.resolve(raw, env).strip();
            if (key == null) {
              integrations.add(property, value);
            } else if (!value.isEmpty()) {
              values.put(key, value);
            }
          } catch (IllegalArgumentException e) {
            problems.add(property + " " + e.getMessage());
          }
        });
    core.http(new HttpKeys(values, env)::apply);
    integrations.specs().forEach(core::integration);
  }

  private FilterOptions options(Clock clock, Consumer<GrantletBuilder> setup) {
    boolean api = api();
    String clientId = values.get(Key.CLIENT_ID);
    String clientSecret = values.get(Key.CLIENT_SECRET);
    core.clock(clock)
        .baseUrl(values.getOrDefault(Key.BASE_URL, ""))
        .path(values.getOrDefault(Key.PATH, "/connect"))
        .applicationId(clientId)
        .customProviders(flag(Key.CUSTOM_PROVIDERS))
        .insecureLoopback(flag(Key.INSECURE_LOOPBACK))
        .privateEndpoints(flag(Key.PRIVATE_ENDPOINTS))
        .maxLoginUrlTtl(seconds(Key.MAX_LOGIN_URL_TTL, 43_200))
        .providerTimeout(seconds(Key.PROVIDER_TIMEOUT, 10))
        .clockSkew(seconds(Key.CLOCK_SKEW, 60))
        .tokenStaleness(seconds(Key.TOKEN_STALENESS, 5));
    if (values.get(Key.BACKGROUND_REFRESH) != null) {
      core.backgroundRefresh(seconds(Key.BACKGROUND_REFRESH, 0));
    }
    if (oneOf(Key.DETECT_BY_MX, "true", "true", "false").equals("false")) {
      core.mailServers(MailServers.none());
    }
    encryptionKeys();
    listeners();
    catalog();
    FilterOptions options =
        new FilterOptions(
            core,
            api,
            clientId,
            clientSecret == null ? null : Secret.of(clientSecret),
            flag(Key.REVEAL_SECRETS),
            flag(Key.TOKEN_ENDPOINT),
            loginConfirmation(),
            oneOf(Key.UNVERIFIED_REDIRECT, "reject", "reject", "pass").equals("reject"),
            trustedProxies(),
            values.get(Key.REQUEST_OWNER),
            new PageKeys(values, problems, loader).options(pages));
    setup.accept(core);
    problems.addAll(core.problems());
    new StoreKeys(values, core, problems, loader, clock).open();
    return options;
  }

  private boolean api() {
    boolean on = oneOf(Key.API, "on", "on", "off").equals("on");
    for (Key key : List.of(Key.CLIENT_ID, Key.CLIENT_SECRET)) {
      if (on && !values.containsKey(key)) {
        problems.add(
            key.property()
                + " is missing: the Connect API needs Basic credentials (an application that uses"
                + " only the Java API says grantlet.api=off)");
      }
    }
    return on;
  }

  private LoginConfirmation loginConfirmation() {
    String value = oneOf(Key.LOGIN_CONFIRMATION, "auto", "auto", "always", "never");
    return LoginConfirmation.valueOf(value.toUpperCase(Locale.ROOT));
  }

  private TrustedProxies trustedProxies() {
    String header = oneOf(Key.FORWARDED_HEADER, "auto", "auto", "forwarded", "x-forwarded-for");
    TrustedProxies.Header read =
        TrustedProxies.Header.valueOf(header.toUpperCase(Locale.ROOT).replace('-', '_'));
    try {
      return TrustedProxies.of(
          FilterOptions.list(values.getOrDefault(Key.TRUSTED_PROXIES, "")), read);
    } catch (IllegalArgumentException e) {
      problems.add(
          Key.TRUSTED_PROXIES.property()
              + " must be addresses or networks such as 10.0.0.0/8, not '"
              + e.getMessage()
              + "'");
      return TrustedProxies.of(List.of(), read);
    }
  }

  private void encryptionKeys() {
    String text = values.get(Key.ENCRYPTION_KEY);
    if (text != null) {
      try {
        core.encryptionKeys(EncryptionKey.parse(text));
      } catch (IllegalArgumentException e) {
        problems.add(
            Key.ENCRYPTION_KEY.property()
                + " "
                + e.getMessage()
                + "; here is a new one: "
                + EncryptionKey.random().encoded());
      }
    }
  }

  private void listeners() {
    for (String name : FilterOptions.list(values.getOrDefault(Key.LISTENERS, ""))) {
      try {
        Object made = loader.loadClass(name).getDeclaredConstructor().newInstance();
        core.listener((GrantListener) made);
      } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
        problems.add(
            Key.LISTENERS.property()
                + " must name classes that implement GrantListener and have a public constructor"
                + " without parameters, not '"
                + name
                + "'");
      }
    }
  }

  private void catalog() {
    String folder = values.get(Key.CATALOG);
    if (folder != null) {
      try {
        core.catalog(CatalogueFolder.read(folder, loader));
      } catch (ConfigurationException e) {
        e.problems().forEach(problem -> problems.add(Key.CATALOG.property() + ": " + problem));
      }
    }
  }

  private boolean flag(Key key) {
    return oneOf(key, "false", "true", "false").equals("true");
  }

  private String oneOf(Key key, String otherwise, String... allowed) {
    String value = values.getOrDefault(key, otherwise).toLowerCase(Locale.ROOT);
    if (!Arrays.asList(allowed).contains(value)) {
      problems.add(
          key.property() + " must be " + String.join(" or ", allowed) + ", not '" + value + "'");
      return otherwise;
    }
    return value;
  }

  private Duration seconds(Key key, long otherwise) {
    String value = values.get(key);
    try {
      return Duration.ofSeconds(value == null ? otherwise : Long.parseLong(value));
    } catch (NumberFormatException e) {
      problems.add(key.property() + " must be a number of seconds, not '" + value + "'");
      return Duration.ofSeconds(otherwise);
    }
  }
}
