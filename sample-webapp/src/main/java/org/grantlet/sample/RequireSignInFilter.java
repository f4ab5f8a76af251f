package org.grantlet.sample;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Offers to sign in where somebody has to be signed in. */
final class RequireSignInFilter extends HttpFilter {
  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (User.of(request).isPresent()) {
      chain.doFilter(request, response);
      return;
    }
    Texts texts = Texts.of(request);
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    Html.page(request, response, texts.get("sign_in.first"), AccountPages.signIn(texts));
  }
}
