package org.grantlet.benchmarks.load;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.grantlet.GrantletException;
import org.grantlet.IntegrationSpec;
import org.grantlet.Secret;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.servlet.HostedAuthFilter;
import org.grantlet.servlet.HostedAuthResult;
import org.jspecify.annotations.Nullable;

/** Grantlet as applications use it: a signed-in user connects an account, everything is on. */
final class GrantletContender {
  /** Signs a user in, and no more. */
  static final String USER = "user";

  private GrantletContender() {}

  static void install(ServletContextHandler context, URI base, URI provider) {
    AppPages.filter(context, "/*", new SignedInUser());
    AppPages.filter(
        context,
        "/*",
        HostedAuthFilter.builder()
            .baseUrl(base.toString())
            .clientCredentials("app", Secret.of("secret-of-the-app"))
            .property("grantlet.custom-providers", "true")
            .property("grantlet.insecure-loopback", "true")
            .integration(
                "acme",
                IntegrationSpec.builder()
                    .setting("issuer", provider.toString())
                    .clientId(Contender.CLIENT_ID)
                    .clientSecret(Contender.CLIENT_SECRET)
                    .scope("openid", "email")
                    .redirectUris("/connected")
                    .build())
            .build());
    AppPages.servlet(context, "/start", new Start());
    AppPages.servlet(context, "/connected", new Connected());
  }

  private static final class SignedInUser extends HttpFilter {
    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      String user = user(request.getCookies());
      chain.doFilter(user == null ? request : new As(request, () -> user), response);
    }

    private static @Nullable String user(Cookie @Nullable [] cookies) {
      if (cookies != null) {
        for (Cookie cookie : cookies) {
          if (cookie.getName().equals(USER)) {
            return cookie.getValue();
          }
        }
      }
      return null;
    }
  }

  private static final class As extends HttpServletRequestWrapper {
    private final Principal principal;

    As(HttpServletRequest request, Principal principal) {
      super(request);
      this.principal = principal;
    }

    @Override
    public Principal getUserPrincipal() {
      return principal;
    }
  }

  /** Sends the user to the provider: bound to who is signed in, else to the browser alone. */
  private static final class Start extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      HostedAuth.Request asked =
          HostedAuth.from(getServletContext()).request("acme").redirectUri("/connected");
      try {
        asked.begin(request, response);
      } catch (GrantletException e) {
        response.sendError(e.status());
      }
    }
  }

  private static final class Connected extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      HostedAuthResult result = HostedAuthResult.from(request);
      response.setContentType("text/plain;charset=UTF-8");
      response.getWriter().write(result.isSuccess() ? AppPages.WELCOME : "" + result.error());
    }
  }
}
