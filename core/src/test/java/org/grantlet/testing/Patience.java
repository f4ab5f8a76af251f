package org.grantlet.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait for what has to happen: on a busy machine that takes a while. */
public final class Patience {
  /** After this it does not happen any more. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration OFTEN = Duration.ofMillis(5);

  private Patience() {}

  /** Waits for a condition, which is named in the failure; it is looked at often. */
  public static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(OFTEN)
        .pollInSameThread();
  }
}
