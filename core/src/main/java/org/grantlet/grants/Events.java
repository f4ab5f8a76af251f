package org.grantlet.grants;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.grantlet.AuthenticationFailure;
import org.grantlet.Grant;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners; what one throws is logged and reaches neither the flow nor the others. */
public final class Events {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  private final List<GrantListener> listeners;
  private final String source;
  private final @Nullable String applicationId;
  private final Clock clock;

  /**
   * Tells these listeners.
   *
   * @param source the base URL and path of the Connect API
   * @param applicationId the application's client id, if it has one
   */
  public Events(
      List<GrantListener> listeners, String source, @Nullable String applicationId, Clock clock) {
    this.listeners = List.copyOf(listeners);
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

  private void each(Consumer<GrantListener> call) {
    for (GrantListener listener : listeners) {
      try {
        call.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("{} failed", listener.getClass().getName(), e);
      }
    }
  }
}
