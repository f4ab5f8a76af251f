package org.grantlet.servlet.internal.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.grantlet.internal.text.NearName;

/**
 * The keys; those of integrations are {@code grantlet.integration.<provider>.<setting>}, those of
 * webhooks {@code grantlet.webhook.<name>.<member>}.
 */
enum ConfigKey {
  BASE_URL("base-url"),
  PATH("path"),
  CLIENT_ID("client-id"),
  CLIENT_SECRET("client-secret"),
  API("api"),
  ENCRYPTION_KEY("encryption-key"),
  STORE("store"),
  JDBC_MIGRATE("jdbc.migrate"),
  ONE_TIME_STORE("one-time-store"),
  CATALOG("catalog"),
  CUSTOM_PROVIDERS("custom-providers"),
  INSECURE_LOOPBACK("insecure-loopback"),
  PRIVATE_ENDPOINTS("private-endpoints"),
  WEBHOOK_PRIVATE_ENDPOINTS("webhook-private-endpoints"),
  MAX_LOGIN_URL_TTL("max-login-url-ttl"),
  LOGIN_CONFIRMATION("login-confirmation"),
  UNVERIFIED_REDIRECT("unverified-redirect"),
  TRUSTED_PROXIES("trusted-proxies"),
  FORWARDED_HEADER("forwarded-header"),
  REVEAL_SECRETS("reveal-secrets"),
  TOKEN_ENDPOINT("token-endpoint"),
  TOKEN_STALENESS("token-staleness"),
  BACKGROUND_REFRESH("background-refresh"),
  REFRESH_ALARM("refresh-alarm"),
  PROVIDER_TIMEOUT("provider-timeout"),
  PROXY("proxy"),
  PROXY_EXCEPTIONS("proxy-exceptions"),
  TRUST_STORE("trust-store"),
  TRUST_STORE_PASSWORD("trust-store-password"),
  CLIENT_CERTIFICATE("client-certificate"),
  CLIENT_CERTIFICATE_PASSWORD("client-certificate-password"),
  USER_AGENT("user-agent"),
  CLOCK_SKEW("clock-skew"),
  LISTENERS("listeners"),
  LISTENERS_AT_MOST_ONCE("listeners-at-most-once"),
  EVENT_RETENTION("event-retention"),
  REQUEST_OWNER("request-owner"),
  PAGES("pages"),
  LANGUAGES("languages"),
  APPLICATION_NAME("application-name"),
  LOGO("logo"),
  ACCENT_COLOR("accent-color"),
  DETECT_BY_MX("detect-by-mx");

  static final String PREFIX = "grantlet.";
  static final String INTEGRATION = PREFIX + "integration.";
  static final String WEBHOOK = PREFIX + "webhook.";

  /** The path of the file; read before all other keys, and only as a system property. */
  static final String CONFIG = PREFIX + "config";

  private final String property;

  ConfigKey(String name) {
    property = PREFIX + name;
  }

  String property() {
    return property;
  }

  String environment() {
    return environment(property);
  }

  static String environment(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static Optional<ConfigKey> of(String property) {
    for (ConfigKey key : values()) {
      if (key.property.equals(property)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** The problem with a name that is no key. */
  static String unknown(String property) {
    if (property.equals(CONFIG)) {
      return property + " is read as a system property only: -Dgrantlet.config=FILE";
    }
    String written = property.startsWith(PREFIX) ? property.substring(PREFIX.length()) : property;
    List<String> known = new ArrayList<>();
    properties().forEach(key -> known.add(key.substring(PREFIX.length())));
    int dot = written.indexOf('.');
    if (dot > 0) {
      known.add(INTEGRATION.substring(PREFIX.length()) + written.substring(dot + 1));
      known.add(WEBHOOK.substring(PREFIX.length()) + written.substring(dot + 1));
    }
    String meant = NearName.of(written, known);
    return property
        + " is not a key of Grantlet"
        + (meant == null ? "" : "; did you mean " + PREFIX + meant + "?");
  }

  static List<String> properties() {
    return Arrays.stream(values()).map(ConfigKey::property).toList();
  }

  /** The problem with a value. */
  static String problem(String property, String expected, String value) {
    return property + " must " + expected + ", not '" + value + "'";
  }

  String problem(String expected, String value) {
    return problem(property, expected, value);
  }

  /** An object of the application's class that this key names; a problem if that fails. */
  <T> Optional<T> instance(Class<T> type, String name, ClassLoader loader, List<String> problems) {
    try {
      Class<?> named = loader.loadClass(name);
      return Optional.of(type.cast(named.getDeclaredConstructor().newInstance()));
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      String classes =
          this == LISTENERS
              ? "name classes that implement %s and have"
              : "name a class that implements %s and has";
      String expected = classes + " a public constructor without parameters";
      problems.add(problem(expected.formatted(type.getSimpleName()), name));
      return Optional.empty();
    }
  }
}
