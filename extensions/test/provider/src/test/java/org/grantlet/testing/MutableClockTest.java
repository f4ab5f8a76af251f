package org.grantlet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MutableClockTest {
  private final MutableClock clock = MutableClock.at(Instant.EPOCH);

  @Test
  void advance_movesTheClockAndItsCopies() {
    var elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));
    clock.advance(Duration.ofSeconds(90));
    assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(90));
    assertThat(elsewhere.instant()).isEqualTo(Instant.ofEpochSecond(90));
    assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
  }

  @Test
  void set_movesTheClock() {
    clock.set(Instant.ofEpochSecond(7));
    assertThat(clock.millis()).isEqualTo(7000);
  }
}
