package org.grantlet.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves names within a time limit. The JDK's resolver cannot be interrupted, so it runs on a few
 * threads of its own. Concurrent callers share one look-up of a name. Thread-safe.
 */
final class NameLookup implements AutoCloseable {
  private static final int THREADS = 32;
  private static final int WAITING = 1_000;

  /** Resolves names. */
  interface Resolver {
    InetAddress[] resolve(String name) throws UnknownHostException;
  }

  private final Resolver resolver;
  private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> underWay =
      new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads;

  NameLookup(Resolver resolver) {
    this.resolver = resolver;
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(work, "grantlet-names");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** The addresses of a name. */
  InetAddress[] addresses(String name, long nanos) throws IOException {
    try {
      return begin(name).get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("the name " + name + " was not looked up in time", e);
    } catch (ExecutionException e) {
      throw new IOException("the name " + name + " cannot be resolved", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while looking up " + name);
    }
  }

  private CompletableFuture<InetAddress[]> begin(String name) throws IOException {
    CompletableFuture<InetAddress[]> mine = new CompletableFuture<>();
    CompletableFuture<InetAddress[]> first = underWay.putIfAbsent(name, mine);
    if (first != null) {
      return first;
    }
    try {
      threads.execute(() -> resolve(name, mine));
      return mine;
    } catch (RejectedExecutionException e) {
      underWay.remove(name, mine);
      IOException full = new IOException("too many names are being looked up", e);
      mine.completeExceptionally(full);
      throw full;
    }
  }

  private void resolve(String name, CompletableFuture<InetAddress[]> result) {
    try {
      InetAddress[] addresses = resolver.resolve(name);
      underWay.remove(name, result);
      result.complete(addresses);
    } catch (UnknownHostException | RuntimeException | Error e) {
      underWay.remove(name, result);
      result.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
