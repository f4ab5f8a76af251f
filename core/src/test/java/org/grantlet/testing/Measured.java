package org.grantlet.testing;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * How long something takes. What else runs on the machine makes it slower, and never faster, so the
 * shortest of several measurements is the truest.
 */
public final class Measured {
  private static final int TIMES = 3;
  private static final int AT_MOST = 10;

  private Measured() {}

  /** The shortest of three measurements. */
  public static Duration best(Callable<Duration> measurement) throws Exception {
    return bestWithin(ChronoUnit.FOREVER.getDuration(), measurement);
  }

  /** The same, but measured up to ten times while the shortest is longer than this. */
  public static Duration bestWithin(Duration bound, Callable<Duration> measurement)
      throws Exception {
    Duration best = measurement.call();
    for (int i = 1; i < TIMES || (i < AT_MOST && best.compareTo(bound) > 0); i++) {
      best = Collections.min(List.of(best, measurement.call()));
    }
    return best;
  }
}
