package org.grantlet.internal.grant;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.grantlet.AuthenticationFailure;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the listeners. What a listener throws, including checked exceptions and errors, is counted
 * and logged; it reaches neither the caller nor the other listeners. Thread-safe.
 */
public final class GrantEventPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(GrantEventPublisher.class);

  private final List<Subscriber> listeners;
  private final String source;
  private final @Nullable String applicationId;
  private final Clock clock;

  /** The source is the base URL and path of the Connect API. */
  public GrantEventPublisher(
      List<GrantListener> listeners, String source, @Nullable String applicationId, Clock clock) {
    this.listeners =
        listeners.stream().map(each -> new Subscriber(each, new AtomicLong())).toList();
    this.source = source;
    this.applicationId = applicationId;
    this.clock = clock;
  }

  public void publish(GrantEvent.Type type, Grant grant, @Nullable String loginId) {
    GrantEvent event =
        new GrantEvent(
            type,
            source,
            UUID.randomUUID().toString(),
            clock.instant(),
            applicationId,
            grant,
            loginId);
    each(
        listener -> {
          switch (type) {
            case CREATED -> listener.grantCreated(event);
            case UPDATED -> listener.grantUpdated(event);
            case DELETED -> listener.grantDeleted(event);
            case EXPIRED -> listener.grantExpired(event);
          }
        });
  }

  public void publish(AuthenticationFailure failure) {
    each(listener -> listener.authenticationFailed(failure));
  }

  public long listenerFailures() {
    return listeners.stream().mapToLong(subscriber -> subscriber.failures.get()).sum();
  }

  private void each(Consumer<GrantListener> call) {
    for (Subscriber subscriber : listeners) {
      try {
        call.accept(subscriber.listener);
      } catch (Throwable e) { // errors too: the change is stored, and callers wait for it
        subscriber.failed(e);
      }
    }
  }

  private record Subscriber(GrantListener listener, AtomicLong failures) {
    void failed(Throwable failure) {
      long count = failures.incrementAndGet();
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      String name = listener.getClass().getName();
      LOG.error("{} failed, {} times since the start", name, count, Reason.loggable(failure));
    }
  }
}
