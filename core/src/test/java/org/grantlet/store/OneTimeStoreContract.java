package org.grantlet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.grantlet.testing.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link OneTimeStore} does. */
public abstract class OneTimeStoreContract {
  private static final byte[] VALUE = {1, 2, 3, -1};
  private static final byte[] OTHER = {1, 2, 3, 0, '\r', '\n'};

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
    return store.offer(key, VALUE, in(seconds), null);
  }

  private Instant in(int seconds) {
    return clock.instant().plusSeconds(seconds);
  }

  private void assertHolds(String key, byte[] value) {
    assertThat(store.peek(key)).hasValueSatisfying(held -> assertThat(held).isEqualTo(value));
  }

  @Test
  void peek_leavesTheValue() {
    assertThat(offer("a", 60)).isTrue();
    assertHolds("a", VALUE);
    assertHolds("a", VALUE);
    assertThat(store.peek("unknown")).isEmpty();
  }

  @Test
  void remove_takesTheValueOnce() {
    offer("a", 60);
    assertThat(store.remove("a", OTHER)).isFalse();
    assertHolds("a", VALUE);
    assertThat(store.remove("a", VALUE)).isTrue();
    assertThat(store.peek("a")).isEmpty();
    assertThat(store.remove("a", VALUE)).isFalse();
    assertThat(store.remove("unknown", VALUE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void replace_worksOnlyOnWhatIsExpected(boolean ended) {
    offer("a", 60);
    assertThat(store.replace("a", OTHER, VALUE, in(60), ended)).isFalse();
    assertHolds("a", VALUE);
    assertThat(store.replace("a", VALUE, OTHER, in(60), ended)).isTrue();
    assertHolds("a", OTHER);
    assertThat(store.replace("a", VALUE, OTHER, in(60), ended)).isFalse();
    assertThat(store.replace("unknown", VALUE, OTHER, in(60), ended)).isFalse();
    assertThat(store.peek("unknown")).isEmpty();
    assertThat(store.remove("a", OTHER)).isTrue();
    assertThat(store.replace("a", OTHER, VALUE, in(60), ended)).isFalse();
  }

  @Test
  void value_endsWhenItExpires() {
    offer("a", 30);
    offer("b", 60);
    pass(clock, Duration.ofSeconds(31));
    assertThat(store.peek("a")).isEmpty();
    assertThat(store.replace("a", VALUE, OTHER, in(60), false)).isFalse();
    assertThat(store.remove("a", VALUE)).isFalse();
    assertThat(store.peek("a")).isEmpty();
    assertThat(store.remove("b", VALUE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void replace_replacesTheEndToo(boolean ended) {
    offer("a", 30);
    offer("b", 60);
    store.replace("a", VALUE, OTHER, in(60), ended);
    store.replace("b", VALUE, OTHER, in(30), ended);
    pass(clock, Duration.ofSeconds(31));
    assertHolds("a", OTHER);
    assertThat(store.peek("b")).isEmpty();
  }

  @Test
  void claim_addsAValueOnce() {
    assertThat(store.claim("a", VALUE, in(60))).isTrue();
    assertThat(store.claim("a", OTHER, in(60))).isFalse();
    assertHolds("a", VALUE);
    offer("b", 60);
    assertThat(store.claim("b", OTHER, in(60))).isFalse();
    assertHolds("b", VALUE);
    assertThat(store.claim("c", OTHER, in(60))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void claimed_isReplacedAsWhatWasOffered_andNotClaimedAgain(boolean ended) {
    store.claim("a", VALUE, in(60));
    assertThat(store.replace("a", OTHER, VALUE, in(60), ended)).isFalse();
    assertThat(store.replace("a", VALUE, OTHER, in(60), ended)).isTrue();
    assertHolds("a", OTHER);
    assertThat(store.claim("a", VALUE, in(60))).isFalse();
  }

  @Test
  void claimed_endsWhenItExpires() {
    store.claim("a", VALUE, in(30));
    pass(clock, Duration.ofSeconds(31));
    assertThat(store.peek("a")).isEmpty();
    assertThat(store.replace("a", VALUE, OTHER, in(60), false)).isFalse();
  }

  @Test
  void claim_byManyAtOnce_worksForOne() throws Exception {
    assertOneOf(i -> key -> store.claim("claimed-" + key, new byte[] {(byte) i, 7}, in(60)));
  }

  @Test
  void replace_byManyAtOnce_worksForOne() throws Exception {
    assertOneOf(i -> key -> store.replace(key, VALUE, new byte[] {(byte) i, 7}, in(60), false));
  }

  @Test
  void remove_byManyAtOnce_worksForOne() throws Exception {
    assertOneOf(i -> key -> store.remove(key, VALUE));
  }

  private void assertOneOf(IntFunction<Predicate<String>> step) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      for (int round = 0; round < 20; round++) {
        String key = "round-" + round;
        offer(key, 60);
        List<Callable<Boolean>> takers =
            IntStream.range(0, 16)
                .<Callable<Boolean>>mapToObj(i -> () -> step.apply(i).test(key))
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
