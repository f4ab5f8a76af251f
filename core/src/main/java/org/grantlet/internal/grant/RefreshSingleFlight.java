package org.grantlet.internal.grant;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.grantlet.internal.grant.SharedReads.Held;
import org.grantlet.internal.observe.Observers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The refreshes that are running on this node, one at a time for each grant: all callers that ask
 * for the same one share it, and what it decrypted. Thread-safe.
 */
final class RefreshSingleFlight {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshSingleFlight.class);

  private record Key(String id, boolean forced) {}

  private final UninterruptedCalls calls;
  private final Observers observers;

  /** Guarded by itself. */
  private final Map<Key, CompletableFuture<Held>> running = new HashMap<>();

  RefreshSingleFlight(UninterruptedCalls calls, Observers observers) {
    this.calls = calls;
    this.observers = observers;
  }

  /** Joins a running refresh; a forced one joins only a forced one, which always asks. */
  CompletableFuture<Held> join(String id, boolean forced, Supplier<Held> refresh) {
    CompletableFuture<Held> first;
    synchronized (running) {
      first = running.get(new Key(id, true));
      CompletableFuture<Held> lazy = running.get(new Key(id, false));
      if (first == null && !forced) {
        first = lazy;
      }
      if (first == null) {
        return start(new Key(id, forced), lazy, refresh);
      }
    }
    observers.refreshShared();
    return first;
  }

  private CompletableFuture<Held> start(
      Key key, @Nullable CompletableFuture<Held> before, Supplier<Held> work) {
    CompletableFuture<Held> mine = new CompletableFuture<>();
    running.put(key, mine);
    CompletableFuture<?> free =
        before == null ? CompletableFuture.completedFuture(Boolean.TRUE) : before;
    CompletableFuture<Held> ending =
        free.handle((grant, failure) -> Boolean.TRUE) // even if it failed
            .thenCompose(go -> calls.start(work))
            .whenComplete((grant, failure) -> finish(key, mine, grant, failure));
    LOG.trace("{}: {}", key, ending);
    return mine;
  }

  /** Removes the refresh before its callers learn of the end: later callers start a new one. */
  private void finish(
      Key key, CompletableFuture<Held> mine, @Nullable Held grant, @Nullable Throwable failure) {
    synchronized (running) {
      running.remove(key);
    }
    if (failure == null) {
      mine.complete(grant);
    } else {
      mine.completeExceptionally(failure);
    }
  }
}
