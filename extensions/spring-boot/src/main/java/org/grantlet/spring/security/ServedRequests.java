package org.grantlet.spring.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.grantlet.servlet.HostedAuthFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The requests that a {@link HostedAuthFilter} of the application answers, by the filter's own
 * decision: none while no filter is registered and at work. Thread-safe.
 */
final class ServedRequests implements RequestMatcher {
  private final ObjectProvider<FilterRegistrationBean<?>> registrations;
  private final ObjectProvider<HostedAuthFilter> filters;
  private volatile @Nullable List<HostedAuthFilter> found;

  /**
   * Of these filters, which are looked up at the first request.
   *
   * @param registrations of all filters
   * @param filters the filters that are beans themselves
   */
  ServedRequests(
      ObjectProvider<FilterRegistrationBean<?>> registrations,
      ObjectProvider<HostedAuthFilter> filters) {
    this.registrations = registrations;
    this.filters = filters;
  }

  @Override
  public boolean matches(HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.REQUEST
        && found().stream().anyMatch(filter -> filter.serves(request));
  }

  private List<HostedAuthFilter> found() {
    List<HostedAuthFilter> known = found;
    if (known == null) {
      known =
          Stream.concat(
                  registrations.stream().map(FilterRegistrationBean::getFilter), filters.stream())
              .filter(HostedAuthFilter.class::isInstance)
              .map(HostedAuthFilter.class::cast)
              .distinct()
              .toList();
      found = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return "what HostedAuthFilter answers";
  }
}
