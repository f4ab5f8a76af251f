package org.grantlet.servlet.internal.http;

import org.grantlet.ErrorCode;
import org.grantlet.internal.observe.Observers;
import org.jspecify.annotations.Nullable;

/**
 * How long a request takes, and how it ends, for observers. It is made only if there are some, so
 * its methods take the request, which may have none. Thread-safe.
 */
public final class ObservedRequest {
  private final Observers observers;
  private final String endpoint;
  private final long start;
  private volatile @Nullable ErrorCode error;
  private volatile boolean goesOn;

  private ObservedRequest(Observers observers, String endpoint) {
    this.observers = observers;
    this.endpoint = endpoint;
    start = observers.now();
  }

  /** Null if nobody observes. */
  public static @Nullable ObservedRequest of(Observers observers, String endpoint) {
    return observers.isEmpty() ? null : new ObservedRequest(observers, endpoint);
  }

  /** It fails, and is answered so. */
  public static void failed(EndpointRequest request, ErrorCode error) {
    ObservedRequest observed = request.observed();
    if (observed != null) {
      observed.error = error;
    }
  }

  /** Another thread will answer it. */
  static void goesOn(EndpointRequest request) {
    ObservedRequest observed = request.observed();
    if (observed != null) {
      observed.goesOn = true;
    }
  }

  /** The container's thread is done with it: it has ended, unless it {@linkplain #goesOn}. */
  public static void returned(EndpointRequest request) {
    ObservedRequest observed = request.observed();
    if (observed != null && !observed.goesOn) {
      ended(request);
    }
  }

  /** It was answered; the container has not taken the response back yet. */
  static void ended(EndpointRequest request) {
    ObservedRequest observed = request.observed();
    if (observed != null) {
      observed.observers.answered(
          observed.endpoint, observed.error, request.response().getStatus(), observed.start);
    }
  }
}
