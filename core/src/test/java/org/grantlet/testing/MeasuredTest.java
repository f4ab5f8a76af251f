package org.grantlet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuredTest {
  private final Deque<Duration> took = new ArrayDeque<>();

  private void takes(Integer... millis) {
    List.of(millis).forEach(each -> took.add(Duration.ofMillis(each)));
  }

  @Test
  void best_isTheShortestOfThree() throws Exception {
    takes(5, 3, 4, 1);
    assertThat(Measured.best(took::pop)).isEqualTo(Duration.ofMillis(3));
    assertThat(took).hasSize(1);
  }

  @Test
  void bestWithin_measuresAgainUntilItIsWithinTheBound() throws Exception {
    takes(9, 8, 7, 6, 5, 1);
    assertThat(Measured.bestWithin(Duration.ofMillis(5), took::pop))
        .isEqualTo(Duration.ofMillis(5));
    assertThat(took).hasSize(1);
  }

  @Test
  void bestWithin_endsAfterTen() throws Exception {
    takes(IntStream.rangeClosed(1, 12).map(i -> 100 - i).boxed().toArray(Integer[]::new));
    assertThat(Measured.bestWithin(Duration.ZERO, took::pop)).isEqualTo(Duration.ofMillis(90));
    assertThat(took).hasSize(2);
  }
}
