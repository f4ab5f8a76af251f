package org.grantlet.internal.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.GrantStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to refresh one grant, held by one of the nodes that share a store. It expires, so that
 * a node that dies does not block the others for long; {@code docs/adr/0007} says why it is no row
 * lock.
 */
final class RefreshLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshLease.class);
  private static final Duration POLL = Duration.ofMillis(20);

  private final GrantStore store;
  private final String grantId;
  private final String holder;

  private RefreshLease(GrantStore store, String grantId, String holder) {
    this.store = store;
    this.grantId = grantId;
    this.holder = holder;
  }

  /**
   * Takes the lease; waits for its present holder for at most the length of a lease.
   *
   * @throws GrantletException {@link ErrorCode#PROVIDER_ERROR} if it did not become free, {@link
   *     ErrorCode#UNAVAILABLE} if the calls were closed meanwhile
   */
  static RefreshLease take(
      GrantStore store, UninterruptedCalls calls, String grantId, Clock clock, Duration length) {
    String holder = RandomIds.next();
    long giveUp = System.nanoTime() + length.toNanos();
    while (true) {
      Instant now = clock.instant();
      if (store.lease(grantId, holder, now, now.plus(length))) {
        return new RefreshLease(store, grantId, holder);
      }
      if (System.nanoTime() - giveUp > 0) {
        throw new GrantletException(
            ErrorCode.PROVIDER_ERROR, "Another node has been refreshing this grant for too long");
      }
      LockSupport.parkNanos(POLL.toNanos());
      calls.checkOpen();
    }
  }

  @Override
  public void close() {
    try {
      store.release(grantId, holder);
    } catch (GrantletException e) {
      LOG.warn("the lease on grant {} is left to expire: {}", grantId, Reason.of(e));
    }
  }
}
