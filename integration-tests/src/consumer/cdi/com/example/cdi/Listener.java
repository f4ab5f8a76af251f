package com.example.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.grantlet.GrantEvent;
import org.grantlet.GrantListener;

/** A listener that nobody registers. */
@ApplicationScoped
public class Listener implements GrantListener {
  @Inject Seen seen;

  /** For CDI. */
  public Listener() {}

  @Override
  public void grantCreated(GrantEvent event) {
    seen.add("listener", event.grantId());
  }
}
