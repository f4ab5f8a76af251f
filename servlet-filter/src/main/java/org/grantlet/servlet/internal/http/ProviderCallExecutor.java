package org.grantlet.servlet.internal.http;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.text.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what may wait for a provider on other threads than the container's, so that a provider that
 * hangs does not slow down the application's pages. Bounded; see docs/adr/0003. Thread-safe.
 */
public final class ProviderCallExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderCallExecutor.class);

  private static final int REQUESTS = 1024;

  /** How many of the container's threads may wait, if requests cannot be asynchronous. */
  private static final int WITHOUT_ASYNC = 16;

  /** Writes the whole reply. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  private final BiConsumer<EndpointRequest, Exception> onFailure;
  private final Executor threads;
  private final AtomicBoolean warned = new AtomicBoolean();
  private final Semaphore permits = new Semaphore(REQUESTS);
  private final Semaphore inline = new Semaphore(WITHOUT_ASYNC);

  /**
   * Runs requests on these threads.
   *
   * @param threads refuse what they cannot run at once
   * @param onFailure answers a request whose work failed
   */
  public ProviderCallExecutor(Executor threads, BiConsumer<EndpointRequest, Exception> onFailure) {
    this.threads = threads;
    this.onFailure = onFailure;
  }

  /**
   * Runs work: asynchronously if the request allows it, else on this thread.
   *
   * @throws GrantletException {@link ErrorCode#UNAVAILABLE} if too many are waiting
   */
  public void run(EndpointRequest request, Work work) throws IOException {
    if (!request.http().isAsyncSupported()) {
      runHere(work);
      return;
    }
    if (!permits.tryAcquire()) {
      throw busy();
    }
    AsyncContext async;
    try {
      async = request.http().startAsync(request.http(), request.response());
      async.setTimeout(0); // each call to a provider has its own limit
    } catch (RuntimeException | Error e) {
      permits.release();
      throw e;
    }
    ObservedRequest.goesOn(request);
    try {
      threads.execute(() -> runThere(async, request, work));
    } catch (RejectedExecutionException | OutOfMemoryError e) { // closed, or no more threads
      end(async, request, () -> onFailure.accept(request, busy()));
    }
  }

  private void runHere(Work work) throws IOException {
    if (!warned.getAndSet(true)) {
      LOG.warn(
          "HostedAuthFilter, or a filter before it, is not declared with async-supported: logins"
              + " wait for providers on the container's threads, and {} at most wait at once. Add"
              + " <async-supported>true</async-supported> to HostedAuthFilter and to the filters"
              + " before it (in code: setAsyncSupported(true))",
          WITHOUT_ASYNC);
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

  private void runThere(AsyncContext async, EndpointRequest request, Work work) {
    end(async, request, () -> LoggedId.during(request, () -> answered(request, work)));
  }

  private void answered(EndpointRequest request, Work work) {
    try {
      work.run();
    } catch (Exception e) { // undeclared checked ones too
      onFailure.accept(request, e);
    } catch (Throwable e) { // an empty reply would look like success
      onFailure.accept(request, new IllegalStateException("an error", e));
      throw e;
    }
  }

  /** Runs the last step of a request, and ends the request even if the step throws. */
  private void end(AsyncContext async, EndpointRequest request, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("a request could not be answered", Reason.loggable(e));
    } finally {
      permits.release();
      try {
        ObservedRequest.ended(request);
      } catch (RuntimeException e) { // the container has taken the response back
        LOG.debug("a request had ended before it was observed", e);
      }
      try {
        async.complete();
      } catch (IllegalStateException e) { // the client has gone, and the container has ended it
        LOG.debug("a request had ended before it was answered", e);
      }
    }
  }

  private static GrantletException busy() {
    return new GrantletException(
        ErrorCode.UNAVAILABLE, "Too many logins are waiting for their providers; try again soon");
  }
}
