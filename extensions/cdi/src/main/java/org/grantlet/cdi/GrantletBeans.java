package org.grantlet.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.grantlet.AuthenticationFailure;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;
import org.grantlet.GrantletObserver;
import org.grantlet.Grants;
import org.grantlet.Integrations;
import org.grantlet.provider.ProviderHook;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilterBuilder;
import org.grantlet.servlet.RequestOwner;
import org.grantlet.servlet.pages.PageRenderer;

/** What the application injects, and what the filter takes of the application's beans. */
@Dependent
class GrantletBeans {
  private final CurrentHostedAuth current;
  private final Instance<GrantListener> listeners;
  private final Instance<GrantletObserver> observers;
  private final Instance<ProviderHook> hooks;
  private final Instance<PageRenderer> pages;
  private final Instance<RequestOwner> owners;
  private final Event<GrantEvent> events;
  private final Event<AuthenticationFailure> failures;

  @Inject
  GrantletBeans(
      CurrentHostedAuth current,
      Instance<GrantListener> listeners,
      Instance<GrantletObserver> observers,
      Instance<ProviderHook> hooks,
      Instance<PageRenderer> pages,
      Instance<RequestOwner> owners,
      Event<GrantEvent> events,
      Event<AuthenticationFailure> failures) {
    this.current = current;
    this.listeners = listeners;
    this.observers = observers;
    this.hooks = hooks;
    this.pages = pages;
    this.owners = owners;
    this.events = events;
    this.failures = failures;
  }

  /** Quarkus leaves out beans that nobody injects, but not those that observe something. */
  void keep(@Observes @Initialized(ApplicationScoped.class) Object started) {
    // nothing else is needed
  }

  void connect(HostedAuthFilterBuilder builder, HostedAuth hostedAuth) {
    current.set(hostedAuth);
    builder.listener(new EventPublisher(events, failures));
    listeners.forEach(builder::listener);
    observers.forEach(builder::observer);
    hooks.forEach(hook -> builder.grantlet(core -> core.hook(hook)));
    if (!pages.isUnsatisfied()) {
      builder.pages(pages.get());
    }
    if (!owners.isUnsatisfied()) {
      builder.requestOwner(owners.get());
    }
  }

  @Produces
  @Dependent
  HostedAuth hostedAuth() {
    return current.get();
  }

  @Produces
  @ApplicationScoped
  Grants grants() {
    return current.get().grants();
  }

  @Produces
  @ApplicationScoped
  Integrations integrations() {
    return current.get().integrations();
  }
}
