package org.grantlet.cdi;

import jakarta.enterprise.event.Event;
import org.grantlet.AuthenticationFailure;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes CDI events of what a listener hears: first for observers, then for asynchronous ones. */
final class EventPublisher implements GrantListener {
  private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

  private final Event<GrantEvent> events;
  private final Event<AuthenticationFailure> failures;

  EventPublisher(Event<GrantEvent> events, Event<AuthenticationFailure> failures) {
    this.events = events;
    this.failures = failures;
  }

  @Override
  public String name() {
    return "org.grantlet.cdi.observers";
  }

  @Override
  public void grantCreated(GrantEvent event) {
    fire(events, event);
  }

  @Override
  public void grantUpdated(GrantEvent event) {
    fire(events, event);
  }

  @Override
  public void grantDeleted(GrantEvent event) {
    fire(events, event);
  }

  @Override
  public void grantExpired(GrantEvent event) {
    fire(events, event);
  }

  @Override
  public void grantRefreshFailed(GrantEvent event) {
    fire(events, event);
  }

  @Override
  public void grantRecovered(GrantEvent event) {
    fire(events, event);
  }

  @Override
  public void authenticationFailed(AuthenticationFailure failure) {
    fire(failures, failure);
  }

  private static <T> void fire(Event<T> event, T what) {
    event.fire(what); // what an observer throws is what a listener throws
    event
        .fireAsync(what)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.error("an asynchronous observer of a grant's event failed", failure);
              }
            });
  }
}
