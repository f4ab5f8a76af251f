package org.grantlet.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.owasp.encoder.Encode;

/** The frame of every page, and the few parts that pages share. */
final class Html {
  private Html() {}

  static void page(
      HttpServletRequest request, HttpServletResponse response, String title, String body)
      throws IOException {
    Texts texts = Texts.of(request);
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response
        .getWriter()
        .write(
            """
            <!doctype html>
            <html lang="%s"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <link rel="icon" href="/acme.svg"><link rel="stylesheet" href="/acme.css">
            <title>%s · Acme Calendar</title></head>
            <body><header><a class="brand" href="/"><img src="/acme.svg" alt="" width="32"
            height="32">Acme Calendar</a>%s</header>
            <main><h1>%s</h1>
            %s
            </main><footer><a href="/plain">%s</a><a href="/webhooks">%s</a></footer></body></html>
            """
                .formatted(
                    texts.locale().getLanguage(),
                    text(title),
                    User.of(request).map(user -> signOut(texts, user)).orElse(""),
                    text(title),
                    body,
                    text(texts.get("about.title")),
                    text(texts.get("webhooks.title"))));
  }

  private static String signOut(Texts texts, User user) {
    return """
    <form method="post" action="/sign-out"><span class="who">%s</span>
    <button class="quiet small">%s</button></form>\
    """
        .formatted(text(user.firstName()), text(texts.get("sign_out")));
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
    return "<form method=\"post\" action=\"%s\"><button class=\"%s\">%s</button></form>"
        .formatted(attribute(action), kind, text(label));
  }

  /** A link that looks like a button. */
  static String link(String address, String label, String kind) {
    return "<a class=\"button %s\" href=\"%s\">%s</a>"
        .formatted(kind, attribute(address), text(label));
  }

  /** A sentence that a page begins with; empty without one. */
  static String notice(@Nullable String sentence, String kind) {
    return sentence == null
        ? ""
        : "<p class=\"notice %s\" role=\"%s\">%s</p>"
            .formatted(kind, kind.equals("bad") ? "alert" : "status", text(sentence));
  }

  /** A row of a description list. */
  static String row(String term, String description) {
    return "<div><dt>%s</dt><dd>%s</dd></div>".formatted(text(term), text(description));
  }

  static String text(String text) {
    return Encode.forHtmlContent(text);
  }

  static String attribute(String text) {
    return Encode.forHtmlAttribute(text);
  }
}
