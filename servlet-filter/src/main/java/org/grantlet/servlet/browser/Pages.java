package org.grantlet.servlet.browser;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.crypto.RandomIds;
import org.grantlet.flow.HostedAuthFlow;
import org.owasp.encoder.Encode;

/**
 * The pages that browsers see of us: small, without script where that can be, in the language of
 * the browser. Thread-safe.
 */
public final class Pages {
  private final HostedAuthFlow flow;
  private final UnaryOperator<String> providerNames;
  private final String application;

  /** Pages of an application, which call providers by these names. */
  public Pages(HostedAuthFlow flow, UnaryOperator<String> providerNames) {
    this.flow = flow;
    this.providerNames = providerNames;
    application = URI.create(flow.urls().baseUrl()).getHost();
  }

  /** Asks whether opening the login URL was meant. */
  void confirm(Visit visit, String id, HostedAuthRequest asked) throws IOException {
    Texts texts = Texts.of(visit.request());
    String provider = providerNames.apply(asked.provider());
    String title = texts.get("confirm.title", provider);
    String body =
        "<p>"
            + Encode.forHtmlContent(texts.get("confirm.text", provider, application))
            + "</p><form method=\"post\" action=\""
            + Encode.forHtmlAttribute(flow.urls().baseUrl() + flow.urls().path() + "/login")
            + "\"><input type=\"hidden\" name=\"id\" value=\""
            + Encode.forHtmlAttribute(id)
            + "\"><button autofocus>"
            + Encode.forHtmlContent(texts.get("confirm.button"))
            + "</button></form><p class=\"small\">"
            + Encode.forHtmlContent(texts.get("confirm.doubt"))
            + "</p>";
    write(visit, 200, texts, title, body, "", RandomIds.next());
  }

  /** Repeats the request from our own page, so that the application's session comes along. */
  void bounce(Visit visit) throws IOException {
    Texts texts = Texts.of(visit.request());
    String title = texts.get("bounce.title");
    String again =
        flow.urls().baseUrl() + flow.urls().path() + visit.subPath() + "?" + Bounce.MARK + "=1";
    String nonce = RandomIds.next();
    if (visit.isPost()) {
      write(visit, 200, texts, title, form(visit, texts, again, nonce), "", nonce);
      return;
    }
    String query = visit.request().getQueryString();
    String url = Encode.forHtmlAttribute(again + (query == null ? "" : "&" + query));
    String body =
        "<p><a class=\"button\" href=\""
            + url
            + "\">"
            + Encode.forHtmlContent(texts.get("bounce.button"))
            + "</a></p>";
    String head = "<meta http-equiv=\"refresh\" content=\"0;url=" + url + "\">";
    write(visit, 200, texts, title, body, head, nonce);
  }

  private static String form(Visit visit, Texts texts, String action, String nonce) {
    StringBuilder form = new StringBuilder("<form method=\"post\" action=\"");
    form.append(Encode.forHtmlAttribute(action)).append("\">");
    for (Map.Entry<String, List<String>> parameter : visit.parameters().entrySet()) {
      for (String value : parameter.getValue()) {
        form.append("<input type=\"hidden\" name=\"")
            .append(Encode.forHtmlAttribute(parameter.getKey()))
            .append("\" value=\"")
            .append(Encode.forHtmlAttribute(value))
            .append("\">");
      }
    }
    return form.append("<button>")
        .append(Encode.forHtmlContent(texts.get("bounce.button")))
        .append("</button></form><script nonce=\"")
        .append(nonce)
        .append("\">document.forms[0].submit()</script>")
        .toString();
  }

  /** What happened, in the user's words, what to do, and where to find it in the log. */
  public void error(Visit visit, GrantletException failure) throws IOException {
    Texts texts = Texts.of(visit.request());
    String key = "error." + failure.code().name().toLowerCase(Locale.ROOT);
    if (!texts.has(key + ".title")) {
      key = failure.code() == ErrorCode.UNAVAILABLE ? "error.unavailable" : "error.other";
    }
    String body =
        "<p>"
            + Encode.forHtmlContent(texts.get(key + ".text", application))
            + "</p><p><a class=\"button\" href=\""
            + Encode.forHtmlAttribute(flow.urls().baseUrl() + "/")
            + "\">"
            + Encode.forHtmlContent(texts.get("error.back", application))
            + "</a></p><p class=\"small\">"
            + Encode.forHtmlContent(texts.get("error.reference"))
            + " <code>"
            + Encode.forHtmlContent(visit.requestId())
            + "</code> · <code>"
            + Encode.forHtmlContent(failure.code().wire())
            + "</code></p>";
    write(
        visit,
        failure.code().status(),
        texts,
        texts.get(key + ".title"),
        body,
        "",
        RandomIds.next());
  }

  private static void write(
      Visit visit, int status, Texts texts, String title, String body, String head, String nonce)
      throws IOException {
    visit
        .response()
        .setHeader(
            "Content-Security-Policy",
            // No form-action: Chromium applies it to the whole redirect chain behind the form.
            "default-src 'none'; img-src data:; style-src 'nonce-"
                + nonce
                + "'; script-src 'nonce-"
                + nonce
                + "'; base-uri 'none'; frame-ancestors 'none'");
    visit.response().setHeader("X-Frame-Options", "DENY");
    visit.response().setHeader("Vary", "Accept-Language, Cookie");
    if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      visit.response().setHeader("Retry-After", "5");
    }
    visit.response().setStatus(status);
    visit.response().setContentType("text/html;charset=UTF-8");
    String page =
        "<!doctype html><html lang=\""
            + texts.language()
            + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
            + " content=\"width=device-width,initial-scale=1\"><meta name=\"robots\""
            + " content=\"noindex\"><link rel=\"icon\" href=\"data:,\">"
            + head
            + "<title>"
            + Encode.forHtmlContent(title)
            + "</title><style nonce=\""
            + nonce
            + "\">"
            + Texts.STYLE
            + "</style></head><body><main><h1>"
            + Encode.forHtmlContent(title)
            + "</h1>"
            + body
            + "</main></body></html>";
    visit.response().getWriter().write(page);
  }
}
