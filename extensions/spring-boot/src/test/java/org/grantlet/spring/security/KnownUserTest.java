package org.grantlet.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.RememberMeAuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationProvider;
import org.springframework.security.web.authentication.preauth.RequestHeaderAuthenticationFilter;
import org.springframework.security.web.authentication.rememberme.RememberMeAuthenticationFilter;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** Who the user of a request of ours is, with chains as applications have them. */
class KnownUserTest {
  private static final String KEY = "key of the cookies";

  private final UserDetailsService users =
      new InMemoryUserDetailsManager(User.withUsername("ada").password("{noop}ada").build());
  private final MockHttpServletRequest request =
      new MockHttpServletRequest("POST", "/connect/login");
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  private static SecurityFilterChain chain(Filter... filters) {
    return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, filters);
  }

  private static Filter servletApi() throws Exception {
    SecurityContextHolderAwareRequestFilter filter = new SecurityContextHolderAwareRequestFilter();
    filter.afterPropertiesSet();
    return filter;
  }

  private static KnownUser knownUser(SecurityFilterChain... chains) {
    HostedAuthChain ours =
        new HostedAuthChain(AnyRequestMatcher.INSTANCE, new KnownUser(Stream::of));
    return new KnownUser(() -> Stream.concat(Stream.of(ours), Stream.of(chains)));
  }

  /** What our filter finds in the request that it gets. */
  private <T> T found(Function<HttpServletRequest, T> look, SecurityFilterChain... chains)
      throws Exception {
    List<T> found = new ArrayList<>();
    knownUser(chains)
        .doFilter(
            request,
            response,
            (passed, reply) -> found.add(look.apply((HttpServletRequest) passed)));
    assertThat(found).as("the request goes on, once").hasSize(1);
    assertThat(SecurityContextHolder.getContext().getAuthentication())
        .as("left on the thread")
        .isNull();
    return found.get(0);
  }

  private String userWith(SecurityFilterChain... chains) throws Exception {
    return String.valueOf(found(HttpServletRequest::getRemoteUser, chains));
  }

  private void signInByForm() {
    SecurityContext context =
        new SecurityContextImpl(
            UsernamePasswordAuthenticationToken.authenticated("ada", null, List.of()));
    request
        .getSession(true)
        .setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, context);
  }

  private static SecurityContextHolderFilter bySession() {
    return new SecurityContextHolderFilter(new HttpSessionSecurityContextRepository());
  }

  @Test
  void userOfTheSession_isKnown_andNoTokenAgainstForgeryIsAskedFor() throws Exception {
    CsrfFilter csrf = new CsrfFilter(new HttpSessionCsrfTokenRepository());
    signInByForm();
    assertThat(userWith(chain(bySession(), csrf, servletApi()))).isEqualTo("ada");
    assertThat(response.getStatus()).isEqualTo(200);
  }

  @Test
  void userOfTheSession_isKnownWhereNoChainIsForThePath() throws Exception {
    SecurityFilterChain other = new DefaultSecurityFilterChain(path -> false);
    signInByForm();
    assertThat(userWith()).isEqualTo("ada");
    assertThat(userWith(other)).isEqualTo("ada");
  }

  @Test
  void nobody_isNobody() throws Exception {
    assertThat(userWith()).isEqualTo("null");
    assertThat(userWith(chain(bySession(), servletApi()))).isEqualTo("null");
    assertThat(request.getSession(false)).isNull();
  }

  /** A gateway in front names the user with each request; there is no session. */
  @Test
  void userOfAHeader_isKnown() throws Exception {
    PreAuthenticatedAuthenticationProvider provider = new PreAuthenticatedAuthenticationProvider();
    provider.setPreAuthenticatedUserDetailsService(
        token -> users.loadUserByUsername(token.getName()));
    RequestHeaderAuthenticationFilter gateway = new RequestHeaderAuthenticationFilter();
    gateway.setPrincipalRequestHeader("X-User");
    gateway.setExceptionIfHeaderMissing(false);
    gateway.setAuthenticationManager(new ProviderManager(provider));
    gateway.afterPropertiesSet();
    SecurityFilterChain chain = chain(bySession(), gateway, servletApi());
    assertThat(userWith(chain)).isEqualTo("null");
    request.addHeader("X-User", "ada");
    assertThat(userWith(chain)).isEqualTo("ada");
  }

  /** The session ended while the user was at the provider. */
  @Test
  void userOfACookie_isKnown() throws Exception {
    TokenBasedRememberMeServices cookies = new TokenBasedRememberMeServices(KEY, users);
    cookies.setAlwaysRemember(true);
    MockHttpServletResponse signedIn = new MockHttpServletResponse();
    cookies.loginSuccess(
        new MockHttpServletRequest(),
        signedIn,
        UsernamePasswordAuthenticationToken.authenticated(
            users.loadUserByUsername("ada"), null, List.of()));
    RememberMeAuthenticationFilter filter =
        new RememberMeAuthenticationFilter(
            new ProviderManager(new RememberMeAuthenticationProvider(KEY)), cookies);
    request.setCookies(signedIn.getCookies());
    assertThat(userWith(chain(bySession(), filter, servletApi()))).isEqualTo("ada");
  }

  /** The failure that our filter answers if it has to know the user, and no sooner. */
  private GrantletException failureOf(SecurityFilterChain... chains) throws Exception {
    return found(
        passed -> {
          assertThat(passed.getMethod()).isEqualTo("POST");
          assertThatThrownBy(passed::getRemoteUser).isInstanceOf(GrantletException.class);
          assertThatThrownBy(() -> passed.isUserInRole("x")).isInstanceOf(GrantletException.class);
          return catchThrowableOfType(GrantletException.class, passed::getUserPrincipal);
        },
        chains);
  }

  @Test
  void filterThatFails_failsWhatAsksForTheUser_andIsNamed() throws Exception {
    RequestHeaderAuthenticationFilter gateway = new RequestHeaderAuthenticationFilter();
    gateway.setAuthenticationManager(
        new ProviderManager(new PreAuthenticatedAuthenticationProvider()));
    gateway.afterPropertiesSet();
    GrantletException failure = failureOf(chain(bySession(), gateway, servletApi()));
    assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(failure)
        .hasMessageContaining(RequestHeaderAuthenticationFilter.class.getName())
        .hasMessageContaining("PreAuthenticatedCredentialsNotFoundException");
  }

  @Test
  void chainThatFails_failsWhatAsksForTheUser_andIsNamed() throws Exception {
    SecurityFilterChain bad =
        new DefaultSecurityFilterChain(
            path -> {
              throw new IllegalStateException("the table of paths is gone");
            });
    assertThat(failureOf(bad)).hasMessageContaining(DefaultSecurityFilterChain.class.getName());
  }

  @Test
  void filterThatFailsAfterItAnswered_endsTheRequest() {
    SecurityContextHolderFilter answers =
        new SecurityContextHolderFilter(new HttpSessionSecurityContextRepository()) {
          @Override
          public void doFilter(ServletRequest asked, ServletResponse reply, FilterChain chain)
              throws IOException {
            reply.flushBuffer();
            throw new IOException("the browser is gone");
          }
        };
    List<ServletRequest> got = new ArrayList<>();
    KnownUser user = knownUser(chain(answers));
    assertThatThrownBy(() -> user.doFilter(request, response, (passed, reply) -> got.add(passed)))
        .hasMessage("the browser is gone");
    assertThat(got).isEmpty();
  }

  @Test
  void whatFailsBehindIt_failsAsItDid_once() {
    List<ServletRequest> got = new ArrayList<>();
    FilterChain rest =
        (passed, reply) -> {
          got.add(passed);
          throw new ServletException("broken");
        };
    KnownUser user = knownUser(chain(bySession()));
    assertThatThrownBy(() -> user.doFilter(request, response, rest))
        .isInstanceOf(ServletException.class)
        .hasMessage("broken");
    assertThat(got).hasSize(1);
  }
}
