package org.grantlet.internal.webhook;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.grantlet.internal.event.RetryPauses;
import org.jspecify.annotations.Nullable;

/** How long a message waits after an attempt that failed. */
final class Pauses {
  private static final List<Duration> ALL = RetryPauses.OF_WEBHOOKS;

  /** What a receiver may ask for. */
  static final Duration MAX = Duration.ofDays(1);

  /** A tenth more or less, so that what failed together does not come back together. */
  private static final double JITTER = 0.1;

  private Pauses() {}

  /**
   * The pause after an attempt.
   *
   * @param attempt from 1
   * @param asked what the receiver said in {@code Retry-After}, at most {@link #MAX}
   */
  static Duration after(long attempt, @Nullable Duration asked, RandomGenerator random) {
    int index = (int) Math.max(0, Math.min(attempt, ALL.size()) - 1);
    long millis = ALL.get(index).toMillis();
    Duration own = Duration.ofMillis((long) (millis * random.nextDouble(1 - JITTER, 1 + JITTER)));
    return asked == null || asked.compareTo(own) <= 0 ? own : asked;
  }
}
