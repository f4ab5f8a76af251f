package org.grantlet.internal.webhook;

import java.time.Duration;
import java.time.Instant;
import org.grantlet.internal.text.Reason;
import org.grantlet.internal.webhook.Webhook.Health;
import org.grantlet.internal.webhook.Webhook.Status;

/** When a webhook counts as failing, and when as failed. */
final class HealthRules {
  static final Duration FAILING_AFTER = Duration.ofMinutes(15);
  static final Duration FAILED_AFTER = Duration.ofDays(3);

  /** More than the longest pause: after so long without a failure, a failure is a new one. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(27);

  /** So that a receiver that is down costs a write a minute, and not one for each attempt. */
  private static final Duration PRECISION = Duration.ofMinutes(1);

  private HealthRules() {}

  /** After an attempt that failed; the same object if nothing is worth a write. */
  static Health failed(Health before, Instant now, String problem) {
    Instant last = before.failedAt();
    Instant since = before.failingSince();
    if (since == null || last == null || last.plus(FORGOTTEN_AFTER).isBefore(now)) {
      since = now;
    }
    Duration failing = Duration.between(since, now);
    Status status =
        failing.compareTo(FAILED_AFTER) >= 0
            ? Status.FAILED
            : failing.compareTo(FAILING_AFTER) >= 0 ? Status.FAILING : Status.ACTIVE;
    boolean same =
        since.equals(before.failingSince())
            && status == before.status()
            && last != null
            && last.plus(PRECISION).isAfter(now);
    return same ? before : new Health(status, since, now, Reason.clean(problem));
  }

  /** After an answer that asks for no more. */
  static Health ended(Health before, Instant now, String problem) {
    Instant since = before.failingSince();
    return new Health(Status.ENDED, since == null ? now : since, now, Reason.clean(problem));
  }
}
