package org.grantlet.internal.grant;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs what asks a provider and has to keep the answer, on threads that nobody interrupts: a
 * refresh token that was rotated, or a code that was exchanged, is lost with its answer. Callers
 * wait, with a bound, and may stop waiting. Thread-safe; {@code docs/adr/0007} says more.
 */
public final class UninterruptedCalls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UninterruptedCalls.class);

  /** Twice as many as requests can wait for providers; beyond that nobody gains by waiting. */
  private static final int THREADS = 2048;

  /** The commit, after the last byte of the provider's answer. */
  private static final Duration COMMIT = Duration.ofSeconds(5);

  private final Duration timeout;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          THREADS,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread made = new Thread(work, "grantlet-provider-call");
            made.setDaemon(true);
            return made;
          });
  private volatile boolean closed;

  /**
   * Threads of their own, made when needed.
   *
   * @param timeout the longest that one call to a provider takes
   */
  public UninterruptedCalls(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Runs work that asks a provider a few times and keeps what it says, and waits for it. An
   * interrupt, or a wait that is too long, ends the waiting and not the work.
   *
   * @throws GrantletException {@link ErrorCode#UNAVAILABLE} if it was not begun, or nobody waited
   *     for its end; and what the work throws
   */
  public <T> T run(Supplier<T> work) {
    return await(start(work), timeout.multipliedBy(6).plus(COMMIT.multipliedBy(2)));
  }

  /** Begins work; the future fails if this is closed, or too much is under way. */
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
                  ErrorCode.UNAVAILABLE, "Too many calls to providers are under way", e));
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
    } catch (Throwable e) { // a waiter must be told, whatever it was
      done.completeExceptionally(e);
    } finally {
      MDC.clear();
    }
  }

  /**
   * To be called before something is sent that must not be sent in vain.
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

  /** What the work gave or threw. */
  static <T> T await(CompletableFuture<T> work, Duration bound) {
    try {
      return work.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GrantletException(ErrorCode.UNAVAILABLE, "The thread was asked to stop waiting", e);
    } catch (TimeoutException e) {
      throw new GrantletException(
          ErrorCode.UNAVAILABLE, "What was begun takes too long to be waited for", e);
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
   * Begins nothing any more, and waits for what is under way, for at most the time limit of a call
   * and 5 seconds.
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
        interrupted = true; // the tokens that come back are worth the wait
      }
    }
    if (!ended) {
      LOG.warn("calls to providers were still under way when Grantlet was closed");
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
