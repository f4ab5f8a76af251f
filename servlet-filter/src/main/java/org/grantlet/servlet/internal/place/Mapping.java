package org.grantlet.servlet.internal.place;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths that a filter is mapped to.
 *
 * @param patterns as web.xml has them (Servlet 6.0 section 12.2)
 */
record Mapping(List<String> patterns) {
  /** A filter that is mapped to a servlet has the paths of the servlet. */
  static Mapping of(FilterRegistration filter, ServletContext context) {
    List<String> patterns = new ArrayList<>(filter.getUrlPatternMappings());
    for (String name : filter.getServletNameMappings()) {
      ServletRegistration servlet = context.getServletRegistration(name);
      if (servlet == null) { // "*" is all servlets
        patterns.add("/*");
      } else {
        servlet.getMappings().forEach(each -> patterns.add(each.equals("/") ? "/*" : each));
      }
    }
    return new Mapping(List.copyOf(patterns));
  }

  boolean covers(String path) {
    for (String pattern : patterns) {
      if (covers(pattern, path)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one pattern covers a path and every path below it. */
  boolean coversAllBelow(String path) {
    for (String pattern : patterns) {
      if (pattern.endsWith("/*") && covers(pattern, path)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(String pattern, String path) {
    if (pattern.endsWith("/*")) {
      String prefix = pattern.substring(0, pattern.length() - 2);
      return path.equals(prefix) || path.startsWith(prefix + "/");
    }
    if (pattern.startsWith("*.")) {
      return path.endsWith(pattern.substring(1));
    }
    return path.equals(pattern);
  }

  @Override
  public String toString() {
    return String.join(", ", patterns);
  }
}
