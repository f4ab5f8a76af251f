package org.grantlet.servlet.internal.place;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Filters of frameworks that answer requests instead of passing them on: what they answer never
 * reaches our filter if they stand before it. A container does not tell the order.
 */
record FrameworkFilters(ServletContext context, String name, String path) {
  private static final Logger LOG = LoggerFactory.getLogger(FrameworkFilters.class);

  /** Frameworks by the beginning of the class names of their filters. */
  private static final Map<String, String> FRAMEWORKS =
      Map.of(
          "org.apache.struts2.", "Struts",
          "org.apache.wicket.", "Wicket",
          "org.apache.tapestry5.", "Tapestry",
          "org.glassfish.jersey.servlet.", "Jersey");

  /** The name under which Spring Security registers its filter; the class is a proxy. */
  private static final String SPRING_SECURITY = "springSecurityFilterChain";

  /** An attribute of the context: our integration with Spring Security lets our paths pass. */
  private static final String PATHS_ARE_OPEN = "org.grantlet.servlet.paths-are-open";

  void warn() {
    for (FilterRegistration filter : context.getFilterRegistrations().values()) {
      String framework = framework(filter.getClassName());
      if (framework != null && Mapping.of(filter, context).covers(path + "/login")) {
        warn(filter.getName(), framework);
      }
    }
    if (context.getFilterRegistration(SPRING_SECURITY) != null
        && context.getAttribute(PATHS_ARE_OPEN) == null) {
      LOG.info(
          "Spring Security is here: its filter '{}' must come before HostedAuthFilter, and let"
              + " {}/** pass (permitAll, and no CSRF check)",
          SPRING_SECURITY,
          path);
    }
  }

  private void warn(String other, String framework) {
    if (name.equals(Registrations.SELF)) {
      LOG.warn(
          "filter '{}' ({}) comes before HostedAuthFilter, which the jar has registered behind all"
              + " declared filters, and answers requests itself: {}/* and the redirect URIs may"
              + " never reach HostedAuthFilter. Declare HostedAuthFilter in web.xml, with its"
              + " <filter-mapping> above that of '{}'",
          other,
          framework,
          path,
          other);
    } else {
      LOG.warn(
          "filter '{}' ({}) answers requests itself. HostedAuthFilter must come before it, or {}/*"
              + " and the redirect URIs may never reach HostedAuthFilter: in web.xml, its"
              + " <filter-mapping> must stand above that of '{}'",
          other,
          framework,
          path,
          other);
    }
  }

  /** The framework of a filter, or of a class that it extends; null if it is of none. */
  private @Nullable String framework(@Nullable String className) {
    String named = className == null ? null : named(className);
    if (className == null || named != null) {
      return named;
    }
    Class<?> type = load(className);
    while (type != null && named == null) {
      named = named(type.getName());
      type = type.getSuperclass();
    }
    return named;
  }

  private static @Nullable String named(String className) {
    for (Map.Entry<String, String> framework : FRAMEWORKS.entrySet()) {
      if (className.startsWith(framework.getKey())) {
        return framework.getValue();
      }
    }
    return null;
  }

  private @Nullable Class<?> load(String className) {
    try {
      return Class.forName(className, false, context.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) { // a container's own class
      return null;
    }
  }
}
