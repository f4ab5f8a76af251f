package org.grantlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.grantlet.Integration;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.internal.http.HttpSettings;
import org.grantlet.internal.http.HttpTransport;
import org.grantlet.testing.Reply;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a resolved provider is kept. */
class KeptProviderTest {
  private final TestProvider provider = TestProvider.start();
  private final AtomicLong nanos = new AtomicLong();
  private final EndpointPolicy policy = new EndpointPolicy(true, false);
  private final HttpTransport transport =
      new HttpTransport(policy, new HttpSettings(), Duration.ofSeconds(20));
  private final ProviderResolver resolver =
      new ProviderResolver(
          ProviderDefinitions.builtIn(), Map.of(), new Discovery(transport, nanos::get), policy);
  private final Integration integration = integration(Map.of("issuer", provider.issuer()), 1);

  @AfterEach
  void stop() {
    transport.close();
    provider.close();
  }

  @Test
  void provider_isKept_forTheSameSettings() {
    ResolvedProvider first = resolver.resolve(integration, Map.of());
    assertThat(resolver.resolve(integration, Map.of())).isSameAs(first);
    assertThat(resolver.known(integration, Map.of())).containsSame(first);
    assertThat(resolver.resolve(integration, Map.of("tenant", "other")).setting("tenant"))
        .isEqualTo("other");
    assertThat(resolver.resolve(integration, Map.of()).setting("tenant")).isNull();
  }

  @Test
  void provider_ofAChangedIntegration_isAnother() {
    URI elsewhere = URI.create("https://id.example.com/token");
    assertThat(resolver.resolve(integration, Map.of()).tokenEndpoint()).isNotEqualTo(elsewhere);
    Integration changed =
        integration(Map.of("issuer", provider.issuer(), "token_endpoint", elsewhere.toString()), 2);
    assertThat(resolver.resolve(changed, Map.of()).tokenEndpoint()).isEqualTo(elsewhere);
  }

  @Test
  void provider_whoseMetadataHaveChanged_isAnother() {
    String issuer = provider.issuer();
    resolver.resolve(integration, Map.of());
    nanos.addAndGet(Duration.ofHours(2).toNanos());
    assertThat(resolver.known(integration, Map.of())).as("its metadata are too old").isEmpty();
    provider
        .discovery()
        .next(
            Reply.json(
                200,
                Map.of(
                    "issuer",
                    issuer,
                    "authorization_endpoint",
                    issuer + "/elsewhere",
                    "token_endpoint",
                    issuer + "/token")));
    assertThat(resolver.resolve(integration, Map.of()).authorizationEndpoint())
        .isEqualTo(URI.create(issuer + "/elsewhere"));
  }

  private static Integration integration(Map<String, Object> settings, long version) {
    return new Integration(
        "1",
        "acme",
        null,
        settings,
        Map.of(),
        List.of(),
        List.of(),
        Duration.ofHours(1),
        Instant.EPOCH,
        Instant.EPOCH,
        version);
  }
}
