package org.grantlet.servlet.internal.place;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.Collection;
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
    for (FilterRegistration each : registrations()) {
      if (isOurs(each)) {
        return true;
      }
    }
    return false;
  }

  /** The name of a filter that goes before this one, if there is one. */
  public Optional<String> before(String name) {
    Kind highest = Kind.DECLARED;
    for (FilterRegistration each : registrations()) {
      if (isOurs(each) && name.equals(each.getName())) {
        highest = kind(each);
      }
    }
    String before = null;
    for (FilterRegistration each : registrations()) {
      if (isOurs(each) && kind(each).compareTo(highest) > 0) {
        highest = kind(each);
        before = each.getName();
      }
    }
    return Optional.ofNullable(before);
  }

  private Collection<? extends FilterRegistration> registrations() {
    return context.getFilterRegistrations().values();
  }

  private boolean isOurs(FilterRegistration registration) {
    return isBuilt(registration) || filter.getName().equals(registration.getClassName());
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
