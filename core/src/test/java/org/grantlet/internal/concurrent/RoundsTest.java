package org.grantlet.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.grantlet.testing.Logs;
import org.grantlet.testing.Patience;
import org.junit.jupiter.api.Test;

/** Work that goes on in the background, whatever happens in a round. */
class RoundsTest {
  private static final Duration SOON = Duration.ofMillis(1);
  private static final Duration LATE = Duration.ofDays(1);

  private final AtomicInteger calls = new AtomicInteger();

  private static boolean isAlive(String thread) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(each -> each.getName().equals(thread));
  }

  private static long count(Logs logs, String text) {
    return logs.lines().stream().filter(line -> line.contains(text)).count();
  }

  @Test
  void roundThatFails_isRepeatedSoon_andTheLogSaysItOnce() {
    Runnable work =
        () -> {
          if (calls.incrementAndGet() < 4) {
            throw new NoClassDefFoundError("com/example/Missing");
          }
        };
    try (Logs logs = Logs.listen();
        Rounds rounds = new Rounds("sweeping", work, SOON)) {
      rounds.start(SOON, LATE);
      Patience.await("it works").until(() -> count(logs, "sweeping works again") == 1);
      assertThat(count(logs, "sweeping fails; it is tried again every few seconds")).isEqualTo(1);
      assertThat(calls).as("the next one is due tomorrow").hasValue(4);
    }
  }

  @Test
  void otherWorkThatFails_isSaidOnce_besideRoundsThatWork() {
    AtomicInteger rest = new AtomicInteger();
    try (Logs logs = Logs.listen();
        Rounds rounds = new Rounds("sweeping", rest::incrementAndGet, SOON)) {
      rounds.start(SOON, SOON);
      rounds.once(
          SOON,
          () -> {
            calls.incrementAndGet();
            throw new IllegalStateException("never");
          });
      Patience.await("both went on").until(() -> calls.get() > 20 && rest.get() > 20);
      assertThat(count(logs, "sweeping fails")).isEqualTo(1);
      assertThat(count(logs, "sweeping works again")).isZero();
    }
  }

  @Test
  void rounds_goOn_onAThreadThatKeepsNoProcessAlive() {
    AtomicInteger daemons = new AtomicInteger();
    Runnable work =
        () -> {
          calls.incrementAndGet();
          if (Thread.currentThread().isDaemon()
              && Thread.currentThread().getName().equals("grantlet-sweeping-the-room")) {
            daemons.incrementAndGet();
          }
        };
    try (Rounds rounds = new Rounds("sweeping the room", work, LATE)) {
      rounds.start(SOON, SOON);
      Patience.await("three rounds").until(() -> daemons.get() >= 3);
    }
  }

  @Test
  void otherWork_isDoneOnce_afterItsFailures_andNotAfterTheEnd() {
    Rounds rounds = new Rounds("sweeping up", () -> {}, SOON);
    Runnable work =
        () -> {
          if (calls.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
          }
        };
    rounds.once(SOON, work);
    Patience.await("it is done").until(() -> calls.get() == 3);
    rounds.once(LATE, calls::incrementAndGet);
    rounds.close();
    rounds.once(SOON, calls::incrementAndGet);
    Patience.await("its thread has ended").until(() -> !isAlive("grantlet-sweeping-up"));
    assertThat(calls).hasValue(3);
  }
}
