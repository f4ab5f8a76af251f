package org.grantlet.servlet.internal.place;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.grantlet.ConfigurationException;
import org.grantlet.Integration;
import org.grantlet.internal.integration.AppUrls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the filter stands in its application, as far as a container tells that at the start.
 *
 * @param name the filter's
 */
public record FilterPlace(ServletContext context, String name, AppUrls urls) {
  private static final Logger LOG = LoggerFactory.getLogger(FilterPlace.class);

  /**
   * Checks it; the log says what looks wrong, but may be right.
   *
   * @throws ConfigurationException naming paths that must reach the filter and do not: a login
   *     would fail, or end unchecked
   */
  public void check(List<Integration> integrations) {
    List<String> problems = problems(integrations);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    warn();
  }

  private List<String> problems(List<Integration> integrations) {
    FilterRegistration filter = context.getFilterRegistration(name);
    if (filter == null) { // the container does not say
      return List.of();
    }
    Mapping mapping = Mapping.of(filter, context);
    List<String> problems = new ArrayList<>();
    if (!mapping.coversAllBelow(urls.path())) {
      problems.add(
          "filter '%s' is mapped to %s, which does not cover grantlet.path, %s/*: map it to /*"
              .formatted(name, mapping, urls.path()));
    }
    for (Integration integration : integrations) {
      for (String redirectUri : integration.redirectUris()) {
        String path = urls.pathInApp(redirectUri);
        if (path != null && !mapping.covers(path)) {
          problems.add(
              ("filter '%s' is mapped to %s, which does not cover %s, a redirect URI of the"
                      + " integration %s: that page would get no result of a login. Map the filter"
                      + " to /*")
                  .formatted(name, mapping, path, integration.provider()));
        }
      }
    }
    return problems;
  }

  private void warn() {
    String inUrl = URI.create(urls.baseUrl()).getPath();
    if (!inUrl.equals(context.getContextPath())) {
      LOG.warn(
          "grantlet.base-url is {}, but the context path of the application is '{}': unless a proxy"
              + " changes the path, callbacks and login URLs reach nobody. Set grantlet.base-url to"
              + " {}",
          urls.baseUrl(),
          context.getContextPath(),
          urls.origin() + context.getContextPath());
    }
    new FrameworkFilters(context, name, urls.path()).warn();
  }
}
