package org.grantlet.servlet.internal.http;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs what may wait for a provider off the container's threads, so that a provider that hangs
 * leaves the application's own pages alone. Bounded; see docs/adr/0003. Thread-safe.
 */
public final class ProviderCallExecutor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderCallExecutor.class);

  private static final int THREADS = 1024;
  private static final int KEEP_ALIVE_SECONDS = 10;

  /** Where the container allows no asynchronous requests, at most so many of its threads wait. */
  private static final int WITHOUT_ASYNC = 16;

  /** A step that writes the whole reply. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws IOException;
  }

  /** Answers a request whose work failed; whatever happens, it throws nothing. */
  @FunctionalInterface
  public interface OnFailure {
    /** Writes the reply. */
    void answer(EndpointRequest visit, Exception failure);
  }

  private final OnFailure onFailure;
  private final ThreadPoolExecutor threads;
  private final AtomicBoolean warned = new AtomicBoolean();
  private final Semaphore permits = new Semaphore(THREADS);
  private final Semaphore inline = new Semaphore(WITHOUT_ASYNC);

  /** An idle pool. */
  public ProviderCallExecutor(OnFailure onFailure) {
    this.onFailure = onFailure;
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE, // the permits are the bound
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threadFactory());
  }

  /**
   * Runs work, now or soon.
   *
   * @throws GrantletException {@link ErrorCode#UNAVAILABLE} if too much is under way
   */
  public void run(EndpointRequest visit, Work work) throws IOException {
    if (!visit.request().isAsyncSupported()) {
      runHere(work);
      return;
    }
    if (!permits.tryAcquire()) {
      throw busy();
    }
    AsyncContext async;
    try {
      async = visit.request().startAsync(visit.request(), visit.response());
      async.setTimeout(0); // each call to a provider has its own limit
    } catch (RuntimeException | Error e) {
      permits.release();
      throw e;
    }
    try {
      threads.execute(() -> runThere(async, visit, work));
    } catch (RejectedExecutionException | OutOfMemoryError e) { // closed, or no thread to be had
      end(async, () -> onFailure.answer(visit, busy()));
    }
  }

  private void runHere(Work work) throws IOException {
    if (!warned.getAndSet(true)) {
      LOG.warn(
          "the filter is not declared with async-supported: it works on the container's threads");
    }
    if (!inline.tryAcquire()) {
      throw busy();
    }
    try {
      work.run();
    } finally {
      inline.release();
    }
  }

  private void runThere(AsyncContext async, EndpointRequest visit, Work work) {
    end(
        async,
        () -> {
          MDC.put("request_id", visit.requestId());
          try {
            work.run();
          } catch (Exception e) { // undeclared checked ones too
            onFailure.answer(visit, e);
          } catch (Throwable e) { // a blank page would look like success
            onFailure.answer(visit, new IllegalStateException(e));
            throw e;
          } finally {
            MDC.remove("request_id");
          }
        });
  }

  /** Takes the last step of a request: whatever it throws, the request ends. */
  private void end(AsyncContext async, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("a request could not be answered", e);
    } finally {
      permits.release();
      try {
        async.complete();
      } catch (IllegalStateException e) { // the container has ended it: the client is gone
        LOG.debug("a request had ended before it was answered", e);
      }
    }
  }

  private static GrantletException busy() {
    return new GrantletException(
        ErrorCode.UNAVAILABLE, "Too many logins are waiting for their providers; try again soon");
  }

  private static ThreadFactory threadFactory() {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "grantlet-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
