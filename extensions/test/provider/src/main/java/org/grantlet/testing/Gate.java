package org.grantlet.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Holds the replies of an endpoint back until it is opened, without a thread for each. Requests
 * behind it are recorded already. Thread-safe; a provider that closes needs no opened gates.
 */
public final class Gate {
  private final Executor executor;
  private final Semaphore arrivals = new Semaphore(0);
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean open;

  Gate(Executor executor) {
    this.executor = executor;
  }

  void pass(Runnable reply) {
    synchronized (this) {
      if (!open) {
        waiting.add(reply);
        arrivals.release();
        return;
      }
    }
    reply.run();
  }

  /** Waits, for at most 30 seconds, until that many requests stand behind the gate. */
  public void awaitArrivals(int count) throws InterruptedException {
    if (!arrivals.tryAcquire(count, RequestLog.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError(
          "%d requests arrived within %s, not %d"
              .formatted(arrivals.availablePermits(), RequestLog.LIMIT, count));
    }
    arrivals.release(count);
  }

  /** Answers all that wait, and from now on at once. */
  public synchronized void open() {
    open = true;
    waiting.forEach(executor::execute);
    waiting.clear();
  }
}
