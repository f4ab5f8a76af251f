package org.grantlet.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import org.grantlet.servlet.HostedAuth;
import org.jspecify.annotations.Nullable;

/** The hosted authentication of the application's filter. Thread-safe. */
@ApplicationScoped
class CurrentHostedAuth {
  private volatile @Nullable HostedAuth hostedAuth;

  CurrentHostedAuth() {}

  void set(HostedAuth started) {
    hostedAuth = started;
  }

  HostedAuth get() {
    HostedAuth started = hostedAuth;
    if (started == null) {
      throw new IllegalStateException(
          "No HostedAuthFilter has started in this application yet: a bean that is made before"
              + " takes Grants, Integrations or Instance<HostedAuth>, and uses them later");
    }
    return started;
  }
}
