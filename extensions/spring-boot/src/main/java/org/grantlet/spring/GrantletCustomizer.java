package org.grantlet.spring;

import org.grantlet.servlet.HostedAuthFilterBuilder;

/**
 * A bean that has a say in how Grantlet is built, after the properties were read: for what has no
 * key, such as stores of the application's own. Several are called in their order.
 */
@FunctionalInterface
public interface GrantletCustomizer {
  /** Changes the builder; called once, before Grantlet starts. */
  void customize(HostedAuthFilterBuilder builder);
}
