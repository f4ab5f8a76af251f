package org.grantlet.spring;

import org.grantlet.servlet.HostedAuthFilter;
import org.springframework.beans.factory.DisposableBean;

/** The filter of the application, started and closed with the application's context. */
final class GrantletEngine implements DisposableBean {
  private final HostedAuthFilter filter;

  GrantletEngine(HostedAuthFilter filter) {
    this.filter = filter;
    filter.start();
  }

  HostedAuthFilter filter() {
    return filter;
  }

  @Override
  public void destroy() {
    filter.close();
  }
}
