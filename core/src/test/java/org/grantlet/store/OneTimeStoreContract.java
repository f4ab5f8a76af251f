package org.grantlet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.grantlet.testing.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link OneTimeStore} does. */
public abstract class OneTimeStoreContract {
  private static final byte[] VALUE = {1, 2, 3, -1};

  private final MutableClock clock = MutableClock.atNow();
  private OneTimeStore store;

  /** A new, empty store. */
  protected abstract OneTimeStore open(MutableClock clock) throws Exception;

  /** Lets time pass, for the store too. */
  protected void pass(MutableClock clock, Duration time) {
    clock.advance(time);
  }

  @BeforeEach
  void start() throws Exception {
    store = open(clock);
  }

  @AfterEach
  void stop() {
    store.close();
  }

  private boolean offer(String key, int seconds) {
    return store.offer(key, VALUE, clock.instant().plusSeconds(seconds));
  }

  @Test
  void take_givesTheValueOnce() {
    assertThat(offer("a", 60)).isTrue();
    assertThat(store.take("a")).hasValueSatisfying(value -> assertThat(value).isEqualTo(VALUE));
    assertThat(store.take("a")).isEmpty();
    assertThat(store.take("unknown")).isEmpty();
  }

  @Test
  void peek_leavesTheValue() {
    offer("a", 60);
    assertThat(store.peek("a")).isPresent();
    assertThat(store.peek("a")).isPresent();
    assertThat(store.take("a")).isPresent();
    assertThat(store.peek("a")).isEmpty();
  }

  @Test
  void value_endsWhenItExpires() {
    offer("a", 2);
    offer("b", 60);
    pass(clock, Duration.ofSeconds(3));
    assertThat(store.peek("a")).isEmpty();
    assertThat(store.take("a")).isEmpty();
    assertThat(store.take("b")).isPresent();
  }

  @Test
  void put_replacesValueAndEnd() {
    offer("a", 2);
    store.put("a", new byte[] {9}, clock.instant().plusSeconds(60));
    pass(clock, Duration.ofSeconds(3));
    assertThat(store.take("a"))
        .hasValueSatisfying(value -> assertThat(value).isEqualTo(new byte[] {9}));
  }

  @Test
  void take_byManyAtOnce_worksForOne() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      for (int round = 0; round < 20; round++) {
        String key = "round-" + round;
        offer(key, 60);
        List<Callable<Boolean>> takers =
            IntStream.range(0, 16)
                .<Callable<Boolean>>mapToObj(i -> () -> store.take(key).isPresent())
                .toList();
        int taken = 0;
        for (Future<Boolean> taker : threads.invokeAll(takers)) {
          taken += taker.get() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
