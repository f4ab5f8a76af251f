package org.grantlet.servlet.internal.registration;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.internal.config.ConfigSources;
import org.grantlet.servlet.internal.place.Registrations;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filter by itself where the jar and a {@code grantlet.properties} are there and the
 * application has not declared the filter: behind all filters that it declares.
 */
public final class HostedAuthInitializer implements ServletContainerInitializer {
  /** For the container. */
  public HostedAuthInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
    if (new Registrations(context, HostedAuthFilter.class).hasAny()
        || !ConfigSources.hasFile(context)) {
      return;
    }
    FilterRegistration.Dynamic filter =
        context.addFilter(Registrations.SELF, HostedAuthFilter.class);
    if (filter != null) {
      filter.setAsyncSupported(true);
      // Behind the declared filters: one of them may sign users in.
      boolean isMatchAfter = true;
      filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), isMatchAfter, "/*");
    }
  }
}
