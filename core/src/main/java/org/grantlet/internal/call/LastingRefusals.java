package org.grantlet.internal.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.grantlet.AccessToken;
import org.grantlet.Secret;
import org.grantlet.internal.concurrent.Late;

/**
 * Remembers for some minutes which tokens an API refused although they were as new as can be: where
 * a scope is missing, another refresh for each call would help nobody. Of this node. Thread-safe.
 */
final class LastingRefusals {
  static final Duration MEMORY = Duration.ofMinutes(5);

  private record Refusal(Secret token, Instant until) {}

  private final Clock clock;
  private final Late<Cache<String, Refusal>> refusals =
      new Late<>(() -> Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(MEMORY).build());

  LastingRefusals(Clock clock) {
    this.clock = clock;
  }

  void add(String grantId, AccessToken token) {
    refusals.get().put(grantId, new Refusal(token.secret(), clock.instant().plus(MEMORY)));
  }

  boolean has(String grantId, AccessToken token) {
    Refusal refusal = refusals.get().getIfPresent(grantId);
    return refusal != null
        && refusal.token().equals(token.secret())
        && clock.instant().isBefore(refusal.until());
  }
}
