package org.grantlet.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.grantlet.Integration;
import org.junit.jupiter.api.Test;

/** What is kept for an integration. */
class KeptByIntegrationTest {
  private final KeptByIntegration<String> kept = new KeptByIntegration<>();
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void value_isMadeAgain_whenTheIntegrationIsAnother() {
    Integration first = integration("1", Map.of("client_id", "a"), 1);
    assertThat(value(first)).isEqualTo("1");
    assertThat(value(integration("1", Map.of("client_id", "a"), 1))).isEqualTo("1");
    assertThat(value(first.next(Instant.EPOCH))).isEqualTo("2");
    // A restored backup can have the same version with other settings.
    assertThat(value(integration("1", Map.of("client_id", "b"), 1))).isEqualTo("3");
    assertThat(value(first)).isEqualTo("4");
    assertThat(value(integration("2", Map.of("client_id", "a"), 1))).isEqualTo("5");
    assertThat(value(first)).isEqualTo("4");
  }

  @Test
  void values_ofManyIntegrations_takeBoundedRoom() {
    for (int i = 0; i < 2_500; i++) {
      value(integration("id" + i, Map.of(), 1));
    }
    assertThat(made).hasValue(2_500);
    value(integration("id2499", Map.of(), 1));
    assertThat(made).hasValue(2_500);
    value(integration("id0", Map.of(), 1));
    assertThat(made).hasValue(2_501);
  }

  private String value(Integration integration) {
    return kept.of(integration, () -> String.valueOf(made.incrementAndGet()));
  }

  private static Integration integration(String id, Map<String, Object> settings, long version) {
    return new Integration(
        id,
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
