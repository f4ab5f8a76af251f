package org.grantlet.internal.grant;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.grantlet.AccessToken;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;

/**
 * Of all callers on this node who need a grant at the same time, one reads it, and the others get
 * what that one read. So a thousand callers whose token is due do not queue for connections to the
 * database, and the refresh behind them. Thread-safe.
 */
final class SharedReads {
  /** A grant with its decrypted tokens. */
  record Held(StoredGrant stored, GrantTokens tokens) {
    AccessToken accessToken() {
      return tokens.toAccessToken(stored.grant().scope());
    }
  }

  private record Key(String id, long mark) {}

  private final ConcurrentMap<Key, CompletableFuture<Held>> running = new ConcurrentHashMap<>();

  /**
   * Reads, or waits for a read that has begun.
   *
   * @param mark of {@link AccessTokenCache#mark}: nobody gets what was read before this node wrote
   * @throws GrantletException what the read throws, or {@link ErrorCode#UNAVAILABLE} if the thread
   *     was interrupted while it waited
   */
  Held read(String id, long mark, Supplier<Held> read) {
    Key key = new Key(id, mark);
    CompletableFuture<Held> mine = new CompletableFuture<>();
    CompletableFuture<Held> first = running.putIfAbsent(key, mine);
    if (first != null) {
      Held shared = await(first);
      return shared == null ? read.get() : shared;
    }
    try {
      Held held = read.get();
      mine.complete(held);
      return held;
    } finally {
      running.remove(key, mine);
      mine.cancel(false); // if it failed
    }
  }

  /** Null if the read failed, perhaps for a reason of that caller alone, as an interrupt is. */
  private static @Nullable Held await(CompletableFuture<Held> first) {
    try {
      return first.get();
    } catch (CancellationException | ExecutionException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GrantletException(ErrorCode.UNAVAILABLE, "The waiting thread was interrupted", e);
    }
  }
}
