package org.grantlet.testing;

import java.util.ArrayList;
import java.util.List;

/** Requests in the order of their arrival. Thread-safe. */
final class RequestLog {
  private final List<RecordedRequest> requests = new ArrayList<>();

  synchronized void add(RecordedRequest request) {
    requests.add(request);
  }

  synchronized void clear() {
    requests.clear();
  }

  synchronized List<RecordedRequest> of(Endpoint endpoint) {
    return requests.stream().filter(request -> request.endpoint() == endpoint).toList();
  }

  void await(Endpoint endpoint, int count) {
    Patience.await("requests of " + endpoint).until(() -> of(endpoint).size(), n -> n >= count);
  }
}
