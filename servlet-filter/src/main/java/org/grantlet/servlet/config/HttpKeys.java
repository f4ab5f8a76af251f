package org.grantlet.servlet.config;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.grantlet.Secret;
import org.grantlet.provider.HttpOptions;
import org.jspecify.annotations.Nullable;

/** How providers are called over HTTP, by keys. */
record HttpKeys(Map<Key, String> values, UnaryOperator<@Nullable String> env) {

  void apply(HttpOptions options) {
    options
        .environment(env)
        .proxy(secret(Key.PROXY))
        .proxyExceptions(FilterOptions.list(values.getOrDefault(Key.PROXY_EXCEPTIONS, "")))
        .trustStore(values.get(Key.TRUST_STORE), secret(Key.TRUST_STORE_PASSWORD))
        .clientCertificate(
            values.get(Key.CLIENT_CERTIFICATE), secret(Key.CLIENT_CERTIFICATE_PASSWORD))
        .userAgent(values.get(Key.USER_AGENT));
  }

  private @Nullable Secret secret(Key key) {
    String value = values.get(key);
    return value == null ? null : Secret.of(value);
  }
}
