package org.grantlet.internal.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.concurrent.Late;
import org.jspecify.annotations.Nullable;

/**
 * Does not ask a provider again for a grant after a temporary failure: for 1, 2, 4 … 64 seconds, or
 * as long as the provider asked for. Of this node. Thread-safe.
 */
final class RefreshBackoff {
  private static final int STEPS = 6;

  /** Longer than any wait. */
  private static final Duration MEMORY = Duration.ofMinutes(10);

  private record Backoff(int failures, Instant until) {}

  private final Clock clock;
  private final Late<Cache<String, Backoff>> backoffs =
      new Late<>(() -> Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(MEMORY).build());

  RefreshBackoff(Clock clock) {
    this.clock = clock;
  }

  /**
   * Refuses to ask the provider during the wait.
   *
   * @throws GrantletException {@link ErrorCode#PROVIDER_ERROR}
   */
  void check(String grantId) {
    Backoff backoff = backoffs.get().getIfPresent(grantId);
    if (backoff != null && clock.instant().isBefore(backoff.until())) {
      throw new GrantletException(
          ErrorCode.PROVIDER_ERROR,
          "The provider failed a moment ago; it is not asked again for a while");
    }
  }

  /**
   * The provider failed.
   *
   * @param asked its {@code Retry-After}; null if it did not say
   */
  void failed(String grantId, @Nullable Duration asked) {
    Backoff before = backoffs.get().getIfPresent(grantId);
    int failures = before == null ? 0 : Math.min(before.failures() + 1, STEPS);
    Duration wait = Duration.ofSeconds(1L << failures);
    wait = asked == null || asked.compareTo(wait) < 0 ? wait : asked;
    backoffs.get().put(grantId, new Backoff(failures, clock.instant().plus(wait)));
  }

  void succeeded(String grantId) {
    backoffs.get().invalidate(grantId);
  }
}
