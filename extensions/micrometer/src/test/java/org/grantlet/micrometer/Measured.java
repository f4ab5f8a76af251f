package org.grantlet.micrometer;

import io.micrometer.core.instrument.Metrics;
import org.grantlet.servlet.FilterCustomizer;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilterBuilder;

/** The code of {@code docs/metrics.md} for a filter of web.xml. */
// snippet: metrics-customizer
public final class Measured implements FilterCustomizer {
  @Override
  public void customize(HostedAuthFilterBuilder builder, HostedAuth hostedAuth) {
    builder.observer(new GrantletMetrics(Metrics.globalRegistry));
  }
}
// end of snippet
