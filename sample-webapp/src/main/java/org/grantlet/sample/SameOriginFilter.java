package org.grantlet.sample;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses forms from other sites. Clients other than browsers send neither header, and have no
 * user's session.
 */
final class SameOriginFilter extends HttpFilter {
  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none';"
            + " frame-ancestors 'none'");
    if (request.getMethod().equals("POST") && isFromElsewhere(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN, "This form came from another site");
      return;
    }
    chain.doFilter(request, response);
  }

  private static boolean isFromElsewhere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = request.getHeader("Origin");
    return origin != null && !origin.endsWith("://" + request.getHeader("Host"));
  }
}
