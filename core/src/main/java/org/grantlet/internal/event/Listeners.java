package org.grantlet.internal.event;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.grantlet.AuthenticationFailure;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application's listeners. What one of them throws, including checked exceptions and errors, is
 * counted and logged; it reaches neither the caller nor the other listeners. Thread-safe.
 */
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(GrantEvents.class);

  private final List<Subscriber> all;

  Listeners(List<GrantListener> listeners) {
    all = listeners.stream().map(each -> new Subscriber(each, new AtomicLong())).toList();
  }

  List<Subscriber> all() {
    return all;
  }

  void tell(GrantEvent event) {
    all.forEach(each -> each.tell(event));
  }

  void tell(AuthenticationFailure failure) {
    all.forEach(each -> each.call(listener -> listener.authenticationFailed(failure)));
  }

  long failures() {
    return all.stream().mapToLong(subscriber -> subscriber.failures.get()).sum();
  }

  /** One of them, and how often it failed. */
  record Subscriber(GrantListener listener, AtomicLong failures) {
    /** Tells it an event; what it threw, or null. */
    @Nullable Throwable tell(GrantEvent event) {
      return call(
          hears -> {
            switch (event.type()) {
              case CREATED -> hears.grantCreated(event);
              case UPDATED -> hears.grantUpdated(event);
              case DELETED -> hears.grantDeleted(event);
              case EXPIRED -> hears.grantExpired(event);
              case REFRESH_FAILED -> hears.grantRefreshFailed(event);
              case RECOVERED -> hears.grantRecovered(event);
            }
          });
    }

    private @Nullable Throwable call(Consumer<GrantListener> call) {
      try {
        call.accept(listener);
        return null;
      } catch (Throwable e) { // errors too: the change is stored, and callers wait for it
        failed(e);
        return e;
      }
    }

    private void failed(Throwable failure) {
      long count = failures.incrementAndGet();
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      String name = listener.getClass().getName();
      LOG.error("{} failed, {} times since the start", name, count, Reason.loggable(failure));
    }
  }
}
