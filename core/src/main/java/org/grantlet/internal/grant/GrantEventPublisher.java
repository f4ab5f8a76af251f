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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners. Whatever one throws, a checked exception or an error included, is counted,
 * logged, and reaches neither the flow nor the other listeners: what is told has happened, and
 * somebody may wait for the thread that tells it. Thread-safe.
 */
public final class GrantEventPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(GrantEventPublisher.class);

  private final List<Heard> listeners;
  private final String source;
  private final @Nullable String applicationId;
  private final Clock clock;

  /**
   * Tells these listeners.
   *
   * @param source the base URL and path of the Connect API
   * @param applicationId the application's client id, if it has one
   */
  public GrantEventPublisher(
      List<GrantListener> listeners, String source, @Nullable String applicationId, Clock clock) {
    this.listeners = listeners.stream().map(Heard::new).toList();
    this.source = source;
    this.applicationId = applicationId;
    this.clock = clock;
  }

  /** Tells of something that happened to a grant. */
  public void tell(GrantEvent.Type type, Grant grant, @Nullable String loginId) {
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

  /** Tells of a flow that ended without a grant. */
  public void tell(AuthenticationFailure failure) {
    each(listener -> listener.authenticationFailed(failure));
  }

  /** How often listeners have thrown something. */
  public long listenerFailures() {
    return listeners.stream().mapToLong(heard -> heard.failures.get()).sum();
  }

  private void each(Consumer<GrantListener> call) {
    for (Heard heard : listeners) {
      try {
        call.accept(heard.listener);
      } catch (Throwable e) { // also OutOfMemoryError: the change is durable, and waiters must hear
        heard.failed(e);
      }
    }
  }

  /** A listener, and how often it has failed. */
  private static final class Heard {
    private final GrantListener listener;
    private final AtomicLong failures = new AtomicLong();

    Heard(GrantListener listener) {
      this.listener = listener;
    }

    void failed(Throwable failure) {
      long count = failures.incrementAndGet();
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      String name = listener.getClass().getName();
      try {
        LOG.error("{} failed, {} times since the start", name, count, failure);
      } catch (Throwable e) { // an exception whose own message cannot be had
        LOG.error("{} failed: {}", name, failure.getClass().getName());
      }
    }
  }
}
