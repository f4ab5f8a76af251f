package org.grantlet.servlet.internal.place;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.Optional;
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
      framework(filter.getClassName())
          .filter(framework -> Mapping.of(filter, context).covers(path + "/login"))
          .ifPresent(framework -> warn(filter.getName(), framework));
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

  /** The framework of a filter, or of a class that it extends. */
  private Optional<String> framework(@Nullable String className) {
    return Optional.ofNullable(className)
        .flatMap(known -> named(known).or(() -> load(known).flatMap(FrameworkFilters::inherited)));
  }

  private static Optional<String> inherited(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    return parent == null ? Optional.empty() : named(parent.getName()).or(() -> inherited(parent));
  }

  private static Optional<String> named(String className) {
    return FRAMEWORKS.entrySet().stream()
        .filter(each -> className.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private Optional<Class<?>> load(String className) {
    try {
      return Optional.of(Class.forName(className, false, context.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError e) { // a container's own class
      return Optional.empty();
    }
  }
}
