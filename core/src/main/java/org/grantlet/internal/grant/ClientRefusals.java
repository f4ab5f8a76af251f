package org.grantlet.internal.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.grantlet.Grant;
import org.grantlet.internal.catalog.RefreshRefusal;
import org.grantlet.internal.concurrent.Late;
import org.grantlet.internal.protocol.ProviderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that a provider refuses the client of an integration: all its grants fail for that, so once
 * an hour, and not for each grant. Of this node. Thread-safe.
 */
final class ClientRefusals {
  private static final Logger LOG = LoggerFactory.getLogger(ClientRefusals.class);
  private static final Duration SILENCE = Duration.ofHours(1);

  /** An integration, and what it is refused for. */
  private record Key(String integrationId, String message) {}

  private final Clock clock;

  /** Until when not to log it again. */
  private final Late<Cache<Key, Instant>> silences =
      new Late<>(() -> Caffeine.newBuilder().maximumSize(1_000).build());

  ClientRefusals(Clock clock) {
    this.clock = clock;
  }

  /** Logs an answer to the refresh of a grant, if it refuses the client. */
  void log(Grant grant, ProviderException answer) {
    RefreshRefusal refusal = answer.refusalOfClient();
    if (refusal == null) {
      return;
    }
    Instant now = clock.instant();
    Instant until = now.plus(SILENCE);
    Key key = new Key(grant.integrationId(), meaning(refusal));
    Instant silence = silences.get().asMap().putIfAbsent(key, until);
    if (silence == null
        || (!now.isBefore(silence) && silences.get().asMap().replace(key, silence, until))) {
      LOG.warn(
          "{} refuses the client at refreshes: {}: {}. Grants stay valid, and are refreshed"
              + " again when this is right (the first was grant {})",
          grant.provider(),
          answer.getMessage(),
          why(refusal, grant.provider()),
          grant.id());
    }
  }

  /** What a refusal means, and what mends it: sentences, without a full stop at the end. */
  static String why(RefreshRefusal refusal, String provider) {
    return meaning(refusal) + ". " + mend(refusal, "grantlet.integration." + provider + ".");
  }

  private static String meaning(RefreshRefusal refusal) {
    if (refusal.when() != null) {
      return refusal.when();
    }
    return refusal.reason() == Grant.Reason.SCOPES
        ? "the client may no longer have the scopes of its grants"
        : "the client id or secret is wrong, or the client may not use refresh tokens";
  }

  private static String mend(RefreshRefusal refusal, String keys) {
    return refusal.reason() == Grant.Reason.SCOPES
        ? "Allow the client, at the provider, the scopes of " + keys + "scope"
        : "Check "
            + keys
            + "client-id and "
            + keys
            + "client-secret, and the client's registration"
            + " at the provider";
  }
}
