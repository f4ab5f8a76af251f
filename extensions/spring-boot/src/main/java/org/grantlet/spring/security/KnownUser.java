package org.grantlet.spring.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.authentication.rememberme.RememberMeAuthenticationFilter;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.security.web.session.ConcurrentSessionFilter;

/**
 * Makes the user of a request known as the application does: by those filters of its own chain for
 * this request that say who somebody is, and by none that refuses or answers something. Where no
 * chain of the application is for a request, by the session. Where that fails, only what asks for
 * the user fails, too. Thread-safe.
 */
final class KnownUser implements Filter {
  private final Supplier<Stream<SecurityFilterChain>> chains;
  private final List<Filter> bySession;
  private final Map<SecurityFilterChain, List<Filter>> byChain = new ConcurrentHashMap<>();

  /**
   * A filter.
   *
   * @param chains all chains, in the order in which they are asked
   */
  KnownUser(Supplier<Stream<SecurityFilterChain>> chains) {
    this.chains = chains;
    SecurityContextHolderAwareRequestFilter user = new SecurityContextHolderAwareRequestFilter();
    bySession =
        List.of(
            new SecurityContextHolderFilter(
                new DelegatingSecurityContextRepository(
                    new RequestAttributeSecurityContextRepository(),
                    new HttpSessionSecurityContextRepository())),
            user);
    try {
      user.afterPropertiesSet();
    } catch (ServletException e) {
      throw new IllegalStateException("Spring Security's own filter does not start", e);
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    Steps steps = new Steps(chain);
    try {
      steps.begin(http, response);
    } catch (Throwable e) { // the application's code may throw anything
      if (steps.passed || response.isCommitted()) {
        throw e;
      }
      chain.doFilter(new UnknownUser(http, steps.asked, e), response);
    }
  }

  private static List<Filter> steps(SecurityFilterChain chain) {
    return chain.getFilters().stream().filter(KnownUser::identifies).toList();
  }

  private static boolean identifies(Filter filter) {
    return filter instanceof SecurityContextHolderFilter
        || filter
            instanceof ConcurrentSessionFilter // a session that was ended elsewhere has no user
        || filter instanceof AbstractPreAuthenticatedProcessingFilter
        || filter instanceof RememberMeAuthenticationFilter
        || filter instanceof SecurityContextHolderAwareRequestFilter
        || filter.getClass().getSimpleName().equals("SecurityContextPersistenceFilter");
  }

  /** One filter after the other, then the rest. Of one request, and so of one thread. */
  private final class Steps implements FilterChain {
    private final FilterChain rest;
    private Iterator<Filter> steps = Collections.emptyIterator();
    private Object asked = KnownUser.this;
    private boolean passed;

    Steps(FilterChain rest) {
      this.rest = rest;
    }

    void begin(HttpServletRequest request, ServletResponse response)
        throws IOException, ServletException {
      steps =
          chains
              .get()
              .filter(chain -> !(chain instanceof HostedAuthChain) && isFor(request, chain))
              .findFirst()
              .map(chain -> byChain.computeIfAbsent(chain, KnownUser::steps))
              .orElse(bySession)
              .iterator();
      doFilter(request, response);
    }

    private boolean isFor(HttpServletRequest request, SecurityFilterChain chain) {
      asked = chain;
      return chain.matches(request);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response)
        throws IOException, ServletException {
      if (steps.hasNext()) {
        Filter next = steps.next();
        asked = next;
        next.doFilter(request, response, this);
      } else {
        passed = true;
        rest.doFilter(request, response);
      }
    }
  }
}
