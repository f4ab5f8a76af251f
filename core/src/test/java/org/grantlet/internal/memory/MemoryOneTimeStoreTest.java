package org.grantlet.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.store.OneTimeStore;
import org.grantlet.store.OneTimeStoreContract;
import org.grantlet.testing.MutableClock;
import org.junit.jupiter.api.Test;

class MemoryOneTimeStoreTest extends OneTimeStoreContract {
  private static final int SIZE = 500;
  private static final byte[] VALUE = new byte[SIZE];
  private static final int ROOM = 10 * (SIZE + MemoryOneTimeStore.OVERHEAD);

  private final MutableClock clock = MutableClock.atNow();
  private final MemoryOneTimeStore small = new MemoryOneTimeStore(clock, ROOM);

  @Override
  protected OneTimeStore open(MutableClock time) {
    return new MemoryOneTimeStore(time, 1 << 20);
  }

  private boolean offer(String key) {
    return small.offer(key, VALUE, in(60), null);
  }

  private Instant in(int seconds) {
    return clock.instant().plusSeconds(seconds);
  }

  private void fill() {
    for (int i = 0; i < 10; i++) {
      assertThat(offer("live-" + i)).isTrue();
    }
    assertThat(offer("more")).isFalse();
  }

  @Test
  void offer_whenFull_isRefused_andWhatLivesStaysAndGoesOn() {
    fill();
    assertThat(small.replace("live-0", VALUE, new byte[2 * SIZE], in(60), false)).isTrue();
    for (int i = 0; i < 10; i++) {
      assertThat(small.peek("live-" + i)).isPresent();
    }
    assertThat(offer("more")).isFalse();
  }

  @Test
  void replace_leavesNoGap() throws Exception {
    byte[] other = new byte[SIZE + 1];
    offer("a");
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 100_000; i++) {
                small.replace("a", VALUE, other, in(60), false);
                small.replace("a", other, VALUE, in(60), false);
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
    assertThat(small.remove("live-0", VALUE)).isTrue();
    assertThat(small.remove("live-0", VALUE)).isFalse();
    assertThat(offer("live-0")).isTrue();
    assertThat(offer("more")).isFalse();

    byte[] half = new byte[SIZE / 2];
    assertThat(small.replace("live-1", VALUE, half, in(30), false)).isTrue();
    assertThat(offer("live-1")).as("there is room, and the half makes place for a whole").isTrue();
    assertThat(offer("more")).isFalse();

    clock.advance(Duration.ofSeconds(61));
    assertThat(small.peek("live-2")).isEmpty();
    fill();
  }

  @Test
  void claim_whenFull_isRefused_andNothingIsClaimed() {
    fill();
    assertThatThrownBy(() -> small.claim("claimed", VALUE, in(60)))
        .isInstanceOfSatisfying(
            GrantletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED));
    assertThat(small.remove("live-0", VALUE)).isTrue();
    assertThat(small.claim("claimed", VALUE, in(60))).isTrue();
    assertThat(offer("more")).as("it takes room").isFalse();
  }

  @Test
  void claimed_isNotClaimedAgain_afterItsValueWasDropped_untilItWouldHaveExpired() {
    assertThat(small.claim("first", VALUE, in(60))).isTrue();
    assertThat(small.replace("first", VALUE, VALUE, in(60), true)).isTrue();
    for (int i = 0; i < 20; i++) {
      assertThat(small.claim("next-" + i, VALUE, in(60))).isTrue();
      assertThat(small.replace("next-" + i, VALUE, VALUE, in(60), true)).isTrue();
    }
    assertThat(small.peek("first")).isEmpty();
    assertThat(small.claim("first", VALUE, in(60))).isFalse();
    clock.advance(Duration.ofSeconds(59));
    assertThat(small.claim("first", VALUE, in(60))).isFalse();
    clock.advance(Duration.ofMinutes(2));
    assertThat(small.claim("first", VALUE, in(60))).isTrue();
  }

  @Test
  void claimedKeys_areBounded_andTheirRoomComesBack() {
    int room = 1_024; // a table of 64 places, of which 42 may be taken
    MemoryOneTimeStore tiny = new MemoryOneTimeStore(clock, room);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 42; i++) {
        String key = round + "-" + i;
        assertThat(tiny.claim(key, new byte[1], in(60))).isTrue();
        assertThat(tiny.replace(key, new byte[1], new byte[1], in(60), true)).isTrue();
      }
      assertThatThrownBy(() -> tiny.claim("more", new byte[1], in(60)))
          .hasMessageContaining("Too many logins");
      clock.advance(Duration.ofMinutes(3));
    }
  }

  /**
   * What 512 MB carry, made smaller a hundred times: an eighth of the heap, and 1,500 logins a
   * second for ten minutes, of which each spends 20 seconds at the provider.
   */
  @Test
  void loginsThatFinish_atTheRateOf512Megabytes_areNeverRefused() {
    int eighth = (512 << 20) / 8 / 100;
    int perSecond = 1_500 / 100;
    MemoryOneTimeStore store = new MemoryOneTimeStore(clock, eighth);
    byte[] pending = new byte[170];
    byte[] result = new byte[120];
    for (int second = 0; second < 600; second++) {
      for (int i = 0; i < perSecond; i++) {
        String key = (second * perSecond + i) + "-of-a-hash-of-44-characters-as-they-are--";
        assertThat(store.offer(key, pending, in(600), "owner-" + i + "-" + second)).isTrue();
        String earlier = ((second - 20) * perSecond + i) + key.substring(key.indexOf('-'));
        if (second >= 20) {
          assertThat(store.replace(earlier, pending, result, in(600), false)).isTrue();
          assertThat(store.replace(earlier, result, pending, in(600), true)).isTrue();
        }
      }
      clock.advance(Duration.ofSeconds(1));
    }
  }

  /** The same of visitors, whose codes claim their logins, until no exchange can be running. */
  @Test
  void loginsThatAreClaimed_atTheRateOf512Megabytes_areNeverRefused() {
    int eighth = (512 << 20) / 8 / 100;
    int perSecond = 1_500 / 100;
    MemoryOneTimeStore store = new MemoryOneTimeStore(clock, eighth);
    byte[] taken = new byte[170];
    byte[] result = new byte[120];
    for (int i = 0; i < 15 * 60 * perSecond; i++) {
      String key = "key-" + i;
      assertThat(store.claim(key, taken, in(600 + 150))).isTrue();
      assertThat(store.replace(key, taken, result, in(600), true)).isTrue();
      if (i % perSecond == 0) {
        clock.advance(Duration.ofSeconds(1));
      }
    }
    assertThat(store.claim("key-0", taken, in(750))).as("its claim has ended").isTrue();
    String late = "key-" + (5 * 60 * perSecond);
    assertThat(store.peek(late)).as("evicted").isEmpty();
    assertThat(store.claim(late, taken, in(750))).isFalse();
  }

  @Test
  void whatHasEnded_takesNoRoomOfWhatBegins() {
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < 10; i++) {
        String key = "login-" + round + "-" + i;
        assertThat(small.offer(key, VALUE, in(60), "ada")).isTrue();
        assertThat(small.replace(key, VALUE, new byte[SIZE], in(60), true)).isTrue();
        assertThat(small.peek(key)).isPresent();
      }
    }
    fill();
    assertThat(small.peek("login-49-9")).as("kept while there is room for such").isPresent();
    assertThat(small.peek("login-49-0")).isPresent();
    assertThat(small.peek("login-48-9")).as("the oldest go").isEmpty();
  }

  @Test
  void whatHasEnded_mayEndOnceMore() {
    offer("a");
    assertThat(small.replace("a", VALUE, half(1), in(60), true)).isTrue();
    assertThat(small.replace("a", half(1), half(2), in(60), true)).isTrue();
    assertThat(small.peek("a")).isPresent();
    assertThat(small.remove("a", half(2))).isTrue();
    fill();
  }

  private static byte[] half(int first) {
    byte[] value = new byte[SIZE / 2];
    value[0] = (byte) first;
    return value;
  }

  @Test
  void holder_hasAHundredAtMost_andLosesTheOldestOfItsOwn() {
    MemoryOneTimeStore large = new MemoryOneTimeStore(clock, 1 << 20);
    large.offer("grace", VALUE, in(60), "grace");
    large.offer("nobody", VALUE, in(60), null);
    for (int i = 0; i < 100; i++) {
      assertThat(large.offer("ada-" + i, VALUE, in(60), "ada")).isTrue();
    }
    large.replace("ada-0", VALUE, half(1), in(60), false);
    large.replace("ada-1", VALUE, half(1), in(60), true);
    large.remove("ada-2", VALUE);
    large.offer("ada-100", VALUE, in(60), "ada");
    large.offer("ada-101", VALUE, in(60), "ada");
    assertThat(large.peek("ada-0")).as("a hundred are under way").isPresent();
    large.offer("ada-102", VALUE, in(60), "ada");
    assertThat(large.peek("ada-0")).as("the oldest").isEmpty();
    assertThat(large.peek("ada-1")).as("has ended").isPresent();
    assertThat(large.peek("ada-3")).isPresent();
    assertThat(large.peek("grace")).isPresent();
    assertThat(large.peek("nobody")).isPresent();
  }

  @Test
  void holder_whoseValuesExpire_beginsAnew() {
    MemoryOneTimeStore large = new MemoryOneTimeStore(clock, 1 << 20);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 100; i++) {
        large.offer(round + "-" + i, VALUE, in(60), "ada");
      }
      assertThat(large.peek(round + "-0")).isPresent();
      clock.advance(Duration.ofSeconds(61));
    }
  }
}
