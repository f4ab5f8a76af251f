package org.grantlet.servlet;

/**
 * Has a say in how each filter of an application starts, for a framework that knows the
 * application's objects: Grantlet's extension for CDI is one. {@link java.util.ServiceLoader} finds
 * it.
 */
@FunctionalInterface
public interface FilterCustomizer {

  /**
   * Called when a filter starts, on the thread that starts it. What this throws keeps the filter
   * from starting.
   *
   * @param builder has the configuration, or what the application has passed in; what is set here
   *     replaces it, and listeners and hooks are added
   * @param hostedAuth works once the filter has started
   */
  void customize(HostedAuthFilterBuilder builder, HostedAuth hostedAuth);
}
