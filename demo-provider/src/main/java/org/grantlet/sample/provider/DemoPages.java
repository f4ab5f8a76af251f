package org.grantlet.sample.provider;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.Scope;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.owasp.encoder.Encode;

/** The provider's pages; only the form of response_mode form_post has a script. */
final class DemoPages {
  private static final String STYLE = resource("demo.css");
  private static final Map<String, String> SCOPES =
      Map.of(
          "openid", "Know that it is you",
          "email", "See your email address",
          "profile", "See your name",
          "calendar.read", "Read your calendar",
          "offline_access", "Keep this access while you are away");

  private DemoPages() {}

  static void login(HttpServletResponse response, String interaction, String hint)
      throws IOException {
    StringBuilder body = new StringBuilder("<p>Who are you today?</p>");
    body.append(form(interaction)).append("<div class=\"people\">");
    for (Person person : Person.WELL_KNOWN) {
      body.append("<button name=\"email\" value=\"")
          .append(Encode.forHtmlAttribute(person.email()))
          .append("\"><strong>")
          .append(Encode.forHtmlContent(person.name()))
          .append("</strong><span>")
          .append(Encode.forHtmlContent(person.email()))
          .append("</span></button>");
    }
    body.append("</div></form>")
        .append(form(interaction))
        .append("<label for=\"email\">Or any other email address</label>")
        .append("<input id=\"email\" name=\"email\" type=\"email\" required value=\"")
        .append(Encode.forHtmlAttribute(hint))
        .append("\"><button class=\"main\">Log in</button></form>");
    write(response, 200, "Log in", body.toString(), "");
  }

  static void consent(
      HttpServletResponse response,
      String interaction,
      String client,
      Person person,
      @Nullable Scope scopes)
      throws IOException {
    StringBuilder body = new StringBuilder("<p><strong>");
    body.append(Encode.forHtmlContent(client))
        .append("</strong> asks for this access to the account <strong>")
        .append(Encode.forHtmlContent(person.email()))
        .append("</strong>:</p><ul>");
    for (Scope.Value scope : Objects.requireNonNullElse(scopes, new Scope())) {
      String words = SCOPES.getOrDefault(scope.getValue(), scope.getValue());
      body.append("<li>").append(Encode.forHtmlContent(words)).append("</li>");
    }
    body.append("</ul>")
        .append(form(interaction))
        .append("<div class=\"decision\"><button class=\"main\" name=\"decision\"")
        .append(" value=\"allow\">Allow</button><button name=\"decision\" value=\"deny\">Deny")
        .append("</button></div></form>");
    write(response, 200, "Allow access?", body.toString(), "");
  }

  /** How an application of the reader's own uses this provider. */
  static void welcome(HttpServletResponse response, String configuration) throws IOException {
    String body =
        """
        <p>Use this provider in an application of your own on this machine. Put this into its
        <code>grantlet.properties</code>, with the application’s own base URL:</p>
        <pre tabindex="0" aria-label="grantlet.properties">%s</pre>
        <p>Every redirect URI on this machine is accepted, at any port.</p>
        """
            .formatted(Encode.forHtmlContent(configuration));
    write(response, 200, "Demo Identity works", body, "");
  }

  static void error(HttpServletResponse response, String text) throws IOException {
    write(response, 400, "This request failed", "<p>" + Encode.forHtmlContent(text) + "</p>", "");
  }

  /** OAuth 2.0 Form Post Response Mode. */
  static void formPost(HttpServletResponse response, AuthorizationResponse answer)
      throws IOException {
    StringBuilder body = new StringBuilder("<form method=\"post\" action=\"");
    body.append(Encode.forHtmlAttribute(answer.getRedirectionURI().toString())).append("\">");
    answer
        .toParameters()
        .forEach(
            (name, values) ->
                body.append("<input type=\"hidden\" name=\"")
                    .append(Encode.forHtmlAttribute(name))
                    .append("\" value=\"")
                    .append(Encode.forHtmlAttribute(values.get(0)))
                    .append("\">"));
    body.append("<button class=\"main\">Continue</button></form>");
    write(response, 200, "One moment", body.toString(), "document.forms[0].submit()");
  }

  private static String form(String interaction) {
    return "<form method=\"post\"><input type=\"hidden\" name=\"interaction\" value=\""
        + Encode.forHtmlAttribute(interaction)
        + "\">";
  }

  private static void write(
      HttpServletResponse response, int status, String title, String body, String script)
      throws IOException {
    String nonce = UUID.randomUUID().toString();
    response.setStatus(status);
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; img-src data:; style-src 'nonce-%1$s'; script-src 'nonce-%1$s';"
                .formatted(nonce)
            + " base-uri 'none'; frame-ancestors 'none'");
    response
        .getWriter()
        .write(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta"
                + " name=\"viewport\" content=\"width=device-width,initial-scale=1\"><link"
                + " rel=\"icon\" href=\"data:,\"><title>"
                + Encode.forHtmlContent(title)
                + " · Demo Identity</title><style nonce=\""
                + nonce
                + "\">"
                + STYLE
                + "</style></head><body><main><p class=\"brand\">Demo Identity</p><h1>"
                + Encode.forHtmlContent(title)
                + "</h1>"
                + body
                + "<p class=\"small\">A demonstration instead of Google or Microsoft. It needs no"
                + " password and no account.</p></main>"
                + (script.isEmpty()
                    ? ""
                    : "<script nonce=\"" + nonce + "\">" + script + "</script>")
                + "</body></html>");
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(DemoPages.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
