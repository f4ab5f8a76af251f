package org.grantlet.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.Grant;
import org.grantlet.Grantlet;
import org.grantlet.GrantletBuilder;
import org.grantlet.HostedAuthRequest;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.json.Json;
import org.grantlet.internal.login.AuthorizationRedirect;
import org.grantlet.internal.login.AuthorizationResponse;
import org.grantlet.internal.login.LoginUrls;
import org.grantlet.provider.ProviderCatalog;
import org.grantlet.testing.Endpoint;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.TestProvider;

/**
 * Takes logins through the core for one entry, {@code acme}, which a test provider stands behind.
 */
final class EntryDriver {
  static final String ACME = "acme";
  private static final String CONNECTED = "https://app.example.com/connected";

  final TestProvider provider;
  final MutableClock clock = MutableClock.atNow();
  final GrantletBuilder builder =
      Grantlet.builder().baseUrl("https://app.example.com").insecureLoopback(true).clock(clock);

  EntryDriver(TestProvider provider) {
    this.provider = provider;
  }

  String entry(Map<String, Object> members) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", "Acme");
    entry.put("authorization_endpoint", provider.uri(Endpoint.AUTHORIZATION).toString());
    entry.put("token_endpoint", provider.uri(Endpoint.TOKEN).toString());
    entry.put("userinfo_endpoint", provider.uri(Endpoint.USERINFO).toString());
    entry.put("token_endpoint_auth_method", "client_secret_basic");
    entry.putAll(members);
    return Json.text(entry);
  }

  static Map<String, String> keep(String setting, String from, String pattern) {
    return Map.of("setting", setting, "from", from, "pattern", pattern);
  }

  static Map<String, String> input(String name, String pattern, String example, String otherwise) {
    return Map.of("name", name, "pattern", pattern, "example", example, "default", otherwise);
  }

  Grantlet start(String entry) {
    return start(entry, "calendar");
  }

  Grantlet start(String entry, String... scope) {
    IntegrationSpec.Builder spec =
        IntegrationSpec.builder()
            .clientId(provider.clientId())
            .clientSecret(provider.clientSecret())
            .scope(scope)
            .redirectUris(CONNECTED);
    if (entry.contains("\"hook\"")) {
      spec.setting("private_key", "minted");
    }
    return builder
        .catalog(ProviderCatalog.builtIn().with(Map.of(ACME, entry)))
        .integration(ACME, spec.build())
        .build();
  }

  AuthorizationRedirect begin(Grantlet grantlet, Map<String, Object> settings) {
    HostedAuthRequest request =
        HostedAuthRequest.builder(ACME)
            .redirectUri(CONNECTED)
            .loginHint("ada@example.com")
            .settings(settings)
            .build();
    LoginUrls logins = Engine.of(grantlet).flow().loginUrls();
    return FlowDriver.spend(grantlet, logins.create(request).id(), null, null);
  }

  /** The redirect to the application, of an answer with these parameters beside its own. */
  Map<String, String> answer(
      Grantlet grantlet, Map<String, Object> settings, Map<String, List<String>> more) {
    AuthorizationRedirect begun = begin(grantlet, settings);
    Map<String, List<String>> parameters =
        new LinkedHashMap<>(provider.authorize(URI.create(begun.location())).parameters());
    parameters.putAll(more);
    AuthorizationResponse answer =
        new AuthorizationResponse(
            "https://app.example.com/connect/callback/" + ACME,
            parameters,
            begun.browserSecret(),
            "192.0.2.1",
            "Test/1");
    return FlowDriver.query(FlowDriver.finish(grantlet, answer));
  }

  Grant login(Grantlet grantlet, Map<String, Object> settings, Map<String, List<String>> more) {
    Map<String, String> redirect = answer(grantlet, settings, more);
    assertThat(redirect).containsEntry("success", "true");
    return grantlet.grants().get(redirect.get("grant_id"));
  }
}
