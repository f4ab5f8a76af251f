package org.grantlet.internal.protocol;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.grantlet.internal.concurrent.Late;

/**
 * Caches values that need a request; concurrent callers share one. Not Caffeine's cache of futures,
 * which logs the stack trace of each failure. Thread-safe.
 */
final class SharedCache<K, V> {
  private static final long SIZE = 1_000;

  private final Late<Cache<K, CompletableFuture<V>>> values;
  private final boolean keepsFailures;

  SharedCache(Duration age, boolean keepsFailures, Ticker ticker) {
    this.keepsFailures = keepsFailures;
    values =
        new Late<>(
            () ->
                Caffeine.newBuilder()
                    .maximumSize(SIZE)
                    .expireAfterWrite(age)
                    .ticker(ticker)
                    .build());
  }

  /**
   * The value; made if it is not cached.
   *
   * @param maker takes a bounded time, and fails with a {@link ProviderException}
   */
  V get(K key, Function<K, V> maker) {
    CompletableFuture<V> first = values.get().getIfPresent(key);
    CompletableFuture<V> mine = first;
    if (mine == null) {
      mine = new CompletableFuture<>();
      first = values.get().asMap().putIfAbsent(key, mine);
    }
    if (first != null) {
      try {
        return first.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof ProviderException failure ? failure : e;
      }
    }
    try {
      V made = maker.apply(key);
      mine.complete(made);
      return made;
    } catch (RuntimeException | Error e) {
      if (!keepsFailures) {
        values.get().asMap().remove(key, mine);
      }
      mine.completeExceptionally(e);
      throw e;
    }
  }

  /** The value, if it is cached. */
  Optional<V> known(K key) {
    CompletableFuture<V> found = values.get().getIfPresent(key);
    return found == null || !found.isDone() || found.isCompletedExceptionally()
        ? Optional.empty()
        : Optional.of(found.join());
  }

  void put(K key, V value) {
    values.get().put(key, CompletableFuture.completedFuture(value));
  }
}
