package org.grantlet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.grantlet.testing.MutableClock;
import org.junit.jupiter.api.Test;

class CaffeineOneTimeStoreTest extends OneTimeStoreContract {
  @Override
  protected OneTimeStore open(MutableClock clock) {
    return new CaffeineOneTimeStore(clock, 1_000);
  }

  @Test
  void offer_whenFull_isRefused_andWhatLivesStays() {
    MutableClock clock = MutableClock.atNow();
    CaffeineOneTimeStore store = new CaffeineOneTimeStore(clock, 10);
    Instant end = clock.instant().plusSeconds(60);
    for (int i = 0; i < 10; i++) {
      assertThat(store.offer("live-" + i, new byte[] {1}, end)).isTrue();
    }
    assertThat(store.offer("more", new byte[] {1}, end)).isFalse();
    store.put("successor", new byte[] {1}, end);
    for (int i = 0; i < 10; i++) {
      assertThat(store.peek("live-" + i)).isPresent();
    }
    assertThat(store.peek("successor")).isPresent();

    clock.advance(Duration.ofSeconds(61));
    assertThat(store.offer("more", new byte[] {1}, clock.instant().plusSeconds(60))).isTrue();
  }
}
