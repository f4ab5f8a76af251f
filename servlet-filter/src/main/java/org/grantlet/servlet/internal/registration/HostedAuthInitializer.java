package org.grantlet.servlet.internal.registration;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.internal.config.ConfigSources;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filter by itself where the jar and a {@code grantlet.properties} are there and the
 * application has not declared the filter.
 */
public final class HostedAuthInitializer implements ServletContainerInitializer {
  /** For the container. */
  public HostedAuthInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
    boolean declared =
        context.getFilterRegistrations().values().stream()
            .anyMatch(filter -> HostedAuthFilter.class.getName().equals(filter.getClassName()));
    if (declared || !ConfigSources.hasFile(context)) {
      return;
    }
    FilterRegistration.Dynamic filter =
        context.addFilter("grantlet-hosted-auth", HostedAuthFilter.class);
    if (filter != null) {
      filter.setAsyncSupported(true);
      filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }
  }
}
