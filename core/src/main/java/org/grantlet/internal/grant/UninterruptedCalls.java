package org.grantlet.internal.grant;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Calls providers on threads that are never interrupted: a rotated refresh token or an exchanged
 * code is lost if its response is. Callers on other threads wait for a bounded time, and may stop
 * waiting. Thread-safe; {@code docs/adr/0007} says more.
 */
public final class UninterruptedCalls implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UninterruptedCalls.class);

  /** Twice as many as requests of browsers and of the API can wait for providers. */
  private static final int THREADS = 2048;

  /** The commit, after the last byte of the provider's response. */
  private static final Duration COMMIT = Duration.ofSeconds(5);

  /** One of these threads. */
  private static final class CallThread extends Thread {
    private static final AtomicInteger COUNT = new AtomicInteger();

    CallThread(Runnable work) {
      super(work, "grantlet-" + COUNT.incrementAndGet());
      setDaemon(true);
    }
  }

  private final Duration timeout;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), CallThread::new);
  private volatile boolean closed;

  /** The timeout is the longest that one call to a provider takes. */
  public UninterruptedCalls(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Runs a whole request that may wait for a provider.
   *
   * @throws RejectedExecutionException if this is closed, or too many calls are running
   */
  @Override
  public void execute(Runnable request) {
    threads.execute(request);
  }

  /**
   * Runs work that calls a provider a few times and saves the results, and waits for it. An
   * interrupt, or a wait that is too long, ends the waiting and not the work. A request that is
   * {@linkplain #execute run here} does the work itself.
   *
   * @throws GrantletException {@link ErrorCode#UNAVAILABLE} if it was not started, or the waiting
   *     ended before it; and what the work throws
   */
  public <T> T run(Supplier<T> work) {
    if (Thread.currentThread() instanceof CallThread) {
      checkOpen();
      return work.get();
    }
    return await(start(work), timeout.multipliedBy(6).plus(COMMIT.multipliedBy(2)));
  }

  /** Starts work; the future fails if this is closed, or too many calls are running. */
  <T> CompletableFuture<T> start(Supplier<T> work) {
    Map<String, String> context = MDC.getCopyOfContextMap();
    CompletableFuture<T> done = new CompletableFuture<>();
    try {
      threads.execute(() -> complete(done, work, context));
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(
          closed
              ? closing()
              : new GrantletException(
                  ErrorCode.UNAVAILABLE, "Too many calls to providers are running", e));
    }
    return done;
  }

  private <T> void complete(
      CompletableFuture<T> done, Supplier<T> work, Map<String, String> context) {
    try {
      if (context != null) {
        MDC.setContextMap(context);
      }
      checkOpen();
      done.complete(work.get());
    } catch (Throwable e) { // callers wait for the future
      done.completeExceptionally(e);
    } finally {
      MDC.clear();
    }
  }

  /**
   * Call this before a request whose response must be saved.
   *
   * @throws GrantletException {@link ErrorCode#UNAVAILABLE} after {@link #close} was called
   */
  void checkOpen() {
    if (closed) {
      throw closing();
    }
  }

  private static GrantletException closing() {
    return new GrantletException(ErrorCode.UNAVAILABLE, "Grantlet is being closed");
  }

  static <T> T await(CompletableFuture<T> work, Duration bound) {
    try {
      return work.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GrantletException(ErrorCode.UNAVAILABLE, "The waiting thread was interrupted", e);
    } catch (TimeoutException e) {
      throw new GrantletException(
          ErrorCode.UNAVAILABLE,
          "The call to the provider takes too long; it goes on without a caller",
          e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      while (cause instanceof CompletionException && cause.getCause() != null) {
        cause = cause.getCause();
      }
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("A call to a provider ended unexpectedly", cause);
    }
  }

  /**
   * Starts no more work, and waits for what is running, for at most the time limit of a call and 5
   * seconds.
   */
  @Override
  public void close() {
    closed = true;
    threads.shutdown();
    long end = System.nanoTime() + timeout.plus(COMMIT).toNanos();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended && System.nanoTime() < end) {
      try {
        ended = threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true; // tokens may still arrive: wait on
      }
    }
    if (!ended) {
      LOG.warn("calls to providers were still running when Grantlet was closed");
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
