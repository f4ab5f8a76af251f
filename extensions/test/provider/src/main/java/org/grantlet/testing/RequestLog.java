package org.grantlet.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Requests in the order of their arrival. Thread-safe. */
final class RequestLog {
  /** After this nothing comes any more, even on a busy machine. */
  static final Duration LIMIT = Duration.ofSeconds(30);

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

  synchronized void await(Endpoint endpoint, int count) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (of(endpoint).size() < count) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            "%s requests of %s within %s, not %s"
                .formatted(of(endpoint).size(), endpoint, LIMIT, count));
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted while waiting for requests of " + endpoint, e);
      }
    }
  }
}
