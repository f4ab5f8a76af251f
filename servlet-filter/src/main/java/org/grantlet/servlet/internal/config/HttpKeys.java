package org.grantlet.servlet.internal.config;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.grantlet.Secret;
import org.grantlet.provider.HttpOptions;
import org.jspecify.annotations.Nullable;

/** The keys of the HTTP client. */
record HttpKeys(Map<ConfigKey, String> values, UnaryOperator<@Nullable String> env) {

  void apply(HttpOptions options) {
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
}
