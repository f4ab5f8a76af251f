package org.grantlet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.grantlet.testing.MutableClock;
import org.junit.jupiter.api.Test;

class CaffeineOneTimeStoreTest extends OneTimeStoreContract {
  private static final int VALUE = 500;
  private static final int ROOM = 10 * (VALUE + CaffeineOneTimeStore.OVERHEAD);

  private final MutableClock clock = MutableClock.atNow();
  private final CaffeineOneTimeStore small = new CaffeineOneTimeStore(clock, ROOM);

  @Override
  protected OneTimeStore open(MutableClock time) {
    return new CaffeineOneTimeStore(time, 1 << 20);
  }

  private boolean offer(String key) {
    return small.offer(key, new byte[VALUE], clock.instant().plusSeconds(60));
  }

  private void fill() {
    for (int i = 0; i < 10; i++) {
      assertThat(offer("live-" + i)).isTrue();
    }
    assertThat(offer("more")).isFalse();
  }

  @Test
  void offer_whenFull_isRefused_andWhatLivesStays() {
    fill();
    small.put("successor", new byte[] {1}, clock.instant().plusSeconds(60));
    for (int i = 0; i < 10; i++) {
      assertThat(small.peek("live-" + i)).isPresent();
    }
    assertThat(small.peek("successor")).isPresent();
  }

  @Test
  void put_overAValue_leavesNoGap() throws Exception {
    Instant end = clock.instant().plusSeconds(60);
    small.put("a", new byte[VALUE], end);
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 200_000; i++) {
                small.put("a", new byte[VALUE], end);
              }
            });
    writer.start();
    while (writer.isAlive()) {
      assertThat(small.peek("a")).isPresent();
    }
    writer.join();
  }

  @Test
  void room_comesBack_howeverAValueGoes() {
    fill();
    assertThat(small.take("live-0")).isPresent();
    assertThat(small.take("live-0")).isEmpty();
    assertThat(offer("live-0")).isTrue();
    assertThat(offer("more")).isFalse();

    small.put("live-1", new byte[VALUE / 2], clock.instant().plusSeconds(30));
    assertThat(offer("live-1")).as("there is room, and the half makes place for a whole").isTrue();
    assertThat(offer("more")).isFalse();

    clock.advance(Duration.ofSeconds(61));
    assertThat(small.take("live-2")).isEmpty();
    small.put("live-3", new byte[VALUE], clock.instant());
    fill();
  }
}
