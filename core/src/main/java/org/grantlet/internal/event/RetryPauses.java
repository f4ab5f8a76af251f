package org.grantlet.internal.event;

import java.time.Duration;
import java.util.List;

/** How long an event waits after attempts that failed: pauses that grow. */
public final class RetryPauses {
  private static final List<Duration> ALL =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(8),
          Duration.ofDays(1));

  /** Of listeners, which are in the same process: the first one is short. */
  static final List<Duration> OF_LISTENERS = ALL.subList(0, ALL.size() - 1);

  /** Of webhooks, whose receivers may be away for longer. */
  public static final List<Duration> OF_WEBHOOKS = ALL.subList(1, ALL.size());

  private RetryPauses() {}
}
