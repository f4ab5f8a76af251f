package org.grantlet.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** {@code /plain}, a page that Grantlet has nothing to do with, and the style sheet. */
final class StaticServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().equals("/acme.css")) {
      response.setContentType("text/css;charset=UTF-8");
      response.setHeader("Cache-Control", "max-age=300");
      try (InputStream css =
          Objects.requireNonNull(StaticServlet.class.getResourceAsStream("acme.css"))) {
        css.transferTo(response.getOutputStream());
      }
    } else {
      Html.page(
          request,
          response,
          "About",
          "<p>Acme Calendar keeps the appointments of small teams in one place.</p>");
    }
  }
}
