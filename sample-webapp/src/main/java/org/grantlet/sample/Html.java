package org.grantlet.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.owasp.encoder.Encode;

/** The frame of every page, and the few parts that pages share. */
final class Html {
  private Html() {}

  static void page(
      HttpServletRequest request, HttpServletResponse response, String title, String body)
      throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    Optional<User> user = User.of(request);
    String signOut =
        user.map(
                known ->
                    "<form method=\"post\" action=\"/sign-out\"><span class=\"who\">"
                        + text(known.firstName())
                        + "</span><button class=\"quiet\">Sign out</button></form>")
            .orElse("");
    response
        .getWriter()
        .write(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width,initial-scale=1\"><link rel=\"icon\""
                + " href=\"data:,\"><link rel=\"stylesheet\" href=\"/acme.css\"><title>"
                + text(title)
                + " · Acme Calendar</title></head><body><header><a class=\"brand\" href=\"/\"><span"
                + " class=\"mark\" aria-hidden=\"true\">31</span>Acme Calendar</a>"
                + signOut
                + "</header><main><h1>"
                + text(title)
                + "</h1>"
                + body
                + "</main><footer><a href=\"/plain\">About</a></footer></body></html>");
  }

  static void json(HttpServletResponse response, String json) throws IOException {
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write(json);
  }

  static void seeOther(HttpServletResponse response, String location) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", location);
  }

  /** A form that is one button. */
  static String button(String action, String label, String kind) {
    return "<form method=\"post\" action=\""
        + attribute(action)
        + "\"><button class=\""
        + kind
        + "\">"
        + text(label)
        + "</button></form>";
  }

  /** A row of a description list; empty without a description. */
  static String row(String term, @Nullable String description) {
    return description == null
        ? ""
        : "<div><dt>" + text(term) + "</dt><dd>" + text(description) + "</dd></div>";
  }

  static String text(String text) {
    return Encode.forHtmlContent(text);
  }

  static String attribute(String text) {
    return Encode.forHtmlAttribute(text);
  }
}
