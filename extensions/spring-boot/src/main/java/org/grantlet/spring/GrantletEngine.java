package org.grantlet.spring;

import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.HostedAuthFilterBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * The filter of the application, started and closed with the application's context. In a test whose
 * server has a random port it starts when the port is known.
 */
final class GrantletEngine implements SmartLifecycle, DisposableBean {
  private final HostedAuthFilterBuilder builder;
  private final HostedAuthFilter filter;
  private final @Nullable LocalPort port;
  private volatile boolean running;

  GrantletEngine(HostedAuthFilterBuilder builder, @Nullable LocalPort port) {
    this.builder = builder;
    this.port = port;
    filter = builder.startedInCode().build();
    if (port == null) {
      filter.start();
      running = true;
    }
  }

  HostedAuthFilter filter() {
    return filter;
  }

  HostedAuth hostedAuth() {
    return filter.hostedAuth();
  }

  /** The last of all, behind the web server. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }

  @Override
  public void start() {
    if (port != null) { // a context that was stopped has another port now
      filter.close();
      port.baseUrl().ifPresent(builder::baseUrl);
      filter.start();
    }
    running = true;
  }

  /** Contexts of tests that are put aside keep their web server, too. */
  @Override
  public boolean isPauseable() {
    return false;
  }

  /** The beans of the application may use it until {@link #destroy}. */
  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public void destroy() {
    filter.close();
  }
}
