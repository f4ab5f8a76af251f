package org.grantlet.cdi;

import jakarta.enterprise.inject.spi.CDI;
import org.grantlet.servlet.FilterCustomizer;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilterBuilder;

/** Gives the filter the application's beans, and the application the filter's. */
public final class CdiCustomizer implements FilterCustomizer {
  /** For {@link java.util.ServiceLoader}. */
  public CdiCustomizer() {}

  /**
   * Connects both.
   *
   * @throws IllegalStateException if CDI has not started in the application
   */
  @Override
  public void customize(HostedAuthFilterBuilder builder, HostedAuth hostedAuth) {
    current().select(GrantletBeans.class).get().connect(builder, hostedAuth);
  }

  private static CDI<Object> current() {
    try {
      return CDI.current();
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "grantlet-cdi is on the class path, but CDI has not started in this application: add a"
              + " WEB-INF/beans.xml, or remove grantlet-cdi",
          e);
    }
  }
}
