package org.grantlet.spring;

import org.grantlet.AuthenticationFailure;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes what listeners hear for {@code @EventListener} methods, too. */
record ApplicationEvents(ApplicationEventPublisher publisher) implements GrantListener {
  @Override
  public void grantCreated(GrantEvent event) {
    publisher.publishEvent(event);
  }

  @Override
  public void grantUpdated(GrantEvent event) {
    publisher.publishEvent(event);
  }

  @Override
  public void grantDeleted(GrantEvent event) {
    publisher.publishEvent(event);
  }

  @Override
  public void grantExpired(GrantEvent event) {
    publisher.publishEvent(event);
  }

  @Override
  public void grantRefreshFailed(GrantEvent event) {
    publisher.publishEvent(event);
  }

  @Override
  public void grantRecovered(GrantEvent event) {
    publisher.publishEvent(event);
  }

  @Override
  public void authenticationFailed(AuthenticationFailure failure) {
    publisher.publishEvent(failure);
  }
}
