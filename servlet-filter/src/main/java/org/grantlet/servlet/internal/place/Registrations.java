package org.grantlet.servlet.internal.place;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The registrations of our filter in an application. One that is declared goes before one that was
 * built, and that before the one that the jar registered by itself, in whichever order the
 * container starts them.
 *
 * @param filter our filter; one that was built in code is of a class inside that
 */
public record Registrations(ServletContext context, Class<?> filter) {
  /** The name under which the jar registers the filter. */
  public static final String SELF = "grantlet-hosted-auth";

  private enum Kind {
    SELF,
    BUILT,
    DECLARED
  }

  /** Whether a filter is registered that the application has declared or built. */
  public boolean hasAny() {
    return !ours().isEmpty();
  }

  /** The name of a filter that goes before this one, if there is one. */
  public Optional<String> before(String name) {
    Kind kind =
        ours().stream()
            .filter(each -> name.equals(each.getName()))
            .map(this::kind)
            .findFirst()
            .orElse(Kind.DECLARED);
    return ours().stream()
        .filter(each -> kind(each).compareTo(kind) > 0)
        .max(Comparator.comparing(this::kind))
        .map(FilterRegistration::getName);
  }

  private List<? extends FilterRegistration> ours() {
    return context.getFilterRegistrations().values().stream()
        .filter(each -> isBuilt(each) || filter.getName().equals(each.getClassName()))
        .toList();
  }

  private Kind kind(FilterRegistration registration) {
    if (SELF.equals(registration.getName())) {
      return Kind.SELF;
    }
    return isBuilt(registration) ? Kind.BUILT : Kind.DECLARED;
  }

  private boolean isBuilt(FilterRegistration registration) {
    String name = registration.getClassName();
    return name != null && name.startsWith(filter.getName() + "$");
  }
}
