package org.grantlet.spring.security;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Lets the served requests through, with their user known. */
record HostedAuthChain(RequestMatcher served, KnownUser user) implements SecurityFilterChain {
  @Override
  public boolean matches(HttpServletRequest request) {
    return served.matches(request);
  }

  @Override
  public List<Filter> getFilters() {
    return List.of(user);
  }

  @Override
  public String toString() {
    return "HostedAuthChain[" + served + "]";
  }
}
