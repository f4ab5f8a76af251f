package org.grantlet.internal.engine;

import java.util.Map;
import org.grantlet.Grantlet;
import org.grantlet.GrantletBuilder;
import org.grantlet.IntegrationSpec;

/** How tests begin an engine: the application has an address, and its provider is on loopback. */
public final class TestEngine {
  /** The application. */
  public static final String APP = "https://app.example.com";

  /** Where logins end. */
  public static final String CONNECTED = APP + "/connected";

  private TestEngine() {}

  /** An engine that takes any provider, on loopback too. */
  public static GrantletBuilder builder() {
    return Grantlet.builder().baseUrl(APP).customProviders(true).insecureLoopback(true);
  }

  /** An integration with these settings, whose logins end at {@link #CONNECTED}. */
  public static IntegrationSpec.Builder spec(Map<String, ?> settings, String... scope) {
    IntegrationSpec.Builder spec = IntegrationSpec.builder().redirectUris(CONNECTED);
    if (scope.length > 0) {
      spec.scope(scope);
    }
    settings.forEach(spec::setting);
    return spec;
  }

  /** An integration of a provider that is never asked. */
  public static IntegrationSpec silent() {
    return spec(Map.of(
            "authorization_endpoint", "http://127.0.0.1:1/authorize",
            "token_endpoint", "http://127.0.0.1:1/token"))
        .clientId("client")
        .clientSecret("secret")
        .build();
  }
}
