package org.grantlet.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** {@code /plain}, a page without Grantlet, and the style sheet, script and logo of pages. */
final class StaticServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getServletPath();
    if (path.equals("/acme.css")) {
      send(response, "acme.css", "text/css;charset=UTF-8");
    } else if (path.equals("/webhooks.js")) {
      send(response, "webhooks.js", "text/javascript;charset=UTF-8");
    } else if (path.equals("/acme.svg")) {
      send(response, "acme.svg", "image/svg+xml");
    } else {
      Texts texts = Texts.of(request);
      String body = "<p class=\"lead\">" + Html.text(texts.get("about.text")) + "</p>";
      Html.page(request, response, texts.get("about.title"), body);
    }
  }

  private static void send(HttpServletResponse response, String name, String type)
      throws IOException {
    response.setContentType(type);
    response.setHeader("Cache-Control", "max-age=300");
    try (InputStream in = Objects.requireNonNull(StaticServlet.class.getResourceAsStream(name))) {
      in.transferTo(response.getOutputStream());
    }
  }
}
