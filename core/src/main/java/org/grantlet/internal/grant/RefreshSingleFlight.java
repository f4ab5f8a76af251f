package org.grantlet.internal.grant;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes that are under way on this node, one at a time for each grant, shared by all who ask.
 * Thread-safe.
 */
final class RefreshSingleFlight {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshSingleFlight.class);

  private record Flight(String id, boolean forced) {}

  private final UninterruptedCalls calls;

  /** Guarded by itself. */
  private final Map<Flight, CompletableFuture<StoredGrant>> underWay = new HashMap<>();

  RefreshSingleFlight(UninterruptedCalls calls) {
    this.calls = calls;
  }

  /** Joins what is under way; a forced refresh joins none that may find nothing to do. */
  CompletableFuture<StoredGrant> join(String id, boolean forced, Supplier<StoredGrant> refresh) {
    synchronized (underWay) {
      CompletableFuture<StoredGrant> first = underWay.get(new Flight(id, true));
      CompletableFuture<StoredGrant> lazy = underWay.get(new Flight(id, false));
      if (first == null && !forced) {
        first = lazy;
      }
      return first == null ? begin(new Flight(id, forced), lazy, refresh) : first;
    }
  }

  private CompletableFuture<StoredGrant> begin(
      Flight flight, @Nullable CompletableFuture<StoredGrant> before, Supplier<StoredGrant> work) {
    CompletableFuture<StoredGrant> mine = new CompletableFuture<>();
    underWay.put(flight, mine);
    CompletableFuture<?> free =
        before == null ? CompletableFuture.completedFuture(Boolean.TRUE) : before;
    CompletableFuture<StoredGrant> landing =
        free.handle((grant, failure) -> Boolean.TRUE) // whatever became of it
            .thenCompose(go -> calls.start(work))
            .whenComplete((grant, failure) -> land(flight, mine, grant, failure));
    LOG.trace("{}: {}", flight, landing);
    return mine;
  }

  /** Who comes after the end begins anew, so it is forgotten before anybody is told. */
  private void land(
      Flight flight,
      CompletableFuture<StoredGrant> mine,
      @Nullable StoredGrant grant,
      @Nullable Throwable failure) {
    synchronized (underWay) {
      underWay.remove(flight);
    }
    if (failure == null) {
      mine.complete(grant);
    } else {
      mine.completeExceptionally(failure);
    }
  }
}
