package org.grantlet.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Requests in the order of their arrival. Thread-safe. */
final class RequestLog {
  private static final long PATIENCE_SECONDS = 10;

  private final List<RecordedRequest> requests = new ArrayList<>();

  synchronized void add(RecordedRequest request) {
    requests.add(request);
    notifyAll();
  }

  synchronized void clear() {
    requests.clear();
  }

  synchronized List<RecordedRequest> of(Endpoint endpoint) {
    return requests.stream().filter(request -> request.endpoint() == endpoint).toList();
  }

  synchronized void await(Endpoint endpoint, int count) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (of(endpoint).size() < count) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(
            "%s was asked %d times within %d s, not %d"
                .formatted(endpoint, of(endpoint).size(), PATIENCE_SECONDS, count));
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
