package org.grantlet.servlet.internal.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.grantlet.servlet.pages.Brand;
import org.grantlet.servlet.pages.Form;
import org.owasp.encoder.Encode;

/** Grantlet's own markup. Everything that varies passes the encoder here, and nowhere else. */
final class StandardHtml {
  private static final String STYLE = resource("pages.css");
  private static final String PROBLEM_ID = "grantlet-problem";
  private static final String INPUT_ID = "grantlet-input";

  private StandardHtml() {}

  static String head(DrawnPage page) {
    StringBuilder head =
        new StringBuilder("<meta charset=\"utf-8\"><meta name=\"viewport\"")
            .append(" content=\"width=device-width,initial-scale=1\">")
            .append("<meta name=\"robots\" content=\"noindex\"><link rel=\"icon\" href=\"data:,\">")
            .append(element("title", page.title() + " · " + page.brand().name()));
    if (DrawnPage.SUBMITS.equals(page.goesTo())) {
      // The form is found by its action: a layout may have forms of its own.
      head.append("<script nonce=\"")
          .append(attribute(page.nonce()))
          .append("\">addEventListener(\"DOMContentLoaded\",()=>setTimeout(()=>")
          .append("document.querySelector(")
          .append("'form[action=\"")
          .append(Encode.forJavaScriptBlock(page.forms().get(0).action()))
          .append("\"]').submit(),")
          .append(1000 * page.after())
          .append("))</script>");
    } else if (page.goesTo() != null) {
      head.append("<meta http-equiv=\"refresh\" content=\"")
          .append(page.after())
          .append(";url=")
          .append(attribute(page.goesTo()))
          .append("\">");
    }
    return head.toString();
  }

  static String style(DrawnPage page) {
    String accent = page.brand().accentColor();
    return "<style nonce=\""
        + attribute(page.nonce())
        + "\">"
        + STYLE
        + (accent == null
            ? ""
            : ":root{--accent:" + accent + ";--on-accent:" + Colors.readableOn(accent) + "}")
        + "</style>";
  }

  static String main(DrawnPage page) {
    StringBuilder main = new StringBuilder("<main>").append(brand(page.brand()));
    main.append(element("h1", page.title()));
    if (!page.text().isEmpty()) {
      main.append(element("p", page.text()));
    }
    if (page.problem() != null) {
      main.append("<p class=\"problem\" role=\"alert\" id=\"" + PROBLEM_ID + "\">")
          .append(Encode.forHtmlContent(page.problem()))
          .append("</p>");
    }
    page.forms().forEach(form -> main.append(form(form, page.problem() != null)));
    if (page.link() != null) {
      main.append("<p><a class=\"button\" href=\"")
          .append(attribute(page.link().href()))
          .append("\">")
          .append(Encode.forHtmlContent(page.link().label()))
          .append("</a></p>");
    }
    if (page.note() != null) {
      main.append("<p class=\"small\">").append(Encode.forHtmlContent(page.note())).append("</p>");
    }
    if (page.reference() != null) {
      main.append("<p class=\"small\">")
          .append(Encode.forHtmlContent(page.reference().label()))
          .append(' ')
          .append(element("code", page.reference().requestId()))
          .append(" · ")
          .append(element("code", page.reference().error()))
          .append("</p>");
    }
    return main.append("</main>").toString();
  }

  private static String brand(Brand brand) {
    String logo =
        brand.logo() == null ? "" : "<img alt=\"\" src=\"" + attribute(brand.logo()) + "\">";
    return "<p class=\"brand\">" + logo + Encode.forHtmlContent(brand.name()) + "</p>";
  }

  private static String form(Form form, boolean problem) {
    StringBuilder html =
        new StringBuilder("<form method=\"post\" action=\"")
            .append(attribute(form.action()))
            .append("\">");
    for (Form.Field field : form.hidden()) {
      html.append("<input type=\"hidden\" name=\"")
          .append(attribute(field.name()))
          .append("\" value=\"")
          .append(attribute(field.value()))
          .append("\">");
    }
    StringBuilder buttons = new StringBuilder();
    form.buttons().forEach(button -> buttons.append(button(button)));
    if (form.email() != null) {
      html.append(email(form, form.email(), problem)).append(buttons);
    } else if (form.label() != null) {
      html.append("<fieldset>")
          .append(element("legend", form.label()))
          .append(buttons)
          .append("</fieldset>");
    } else {
      html.append(buttons);
    }
    return html.append("</form>").toString();
  }

  private static String email(Form form, Form.Input input, boolean problem) {
    return "<label for=\""
        + INPUT_ID
        + "\">"
        + Encode.forHtmlContent(form.label())
        + "</label><input type=\"email\" autocomplete=\"email\" required maxlength=\"254\" id=\""
        + INPUT_ID
        + "\" name=\""
        + attribute(input.name())
        + "\" value=\""
        + attribute(input.value())
        + (problem && !input.value().isEmpty()
            ? "\" aria-invalid=\"true\" aria-describedby=\"" + PROBLEM_ID
            : "")
        + "\">";
  }

  private static String button(Form.Button button) {
    StringBuilder html = new StringBuilder("<button");
    if (button.name() != null && button.value() != null) {
      html.append(" name=\"")
          .append(attribute(button.name()))
          .append("\" value=\"")
          .append(attribute(button.value()))
          .append('"');
    }
    if (button.mark() == null) {
      html.append('>');
    } else {
      // Attributes of SVG: a style attribute would need more than a nonce.
      html.append(" class=\"choice\"><svg aria-hidden=\"true\" viewBox=\"0 0 32 32\">")
          .append("<rect width=\"32\" height=\"32\" rx=\"8\" fill=\"")
          .append(attribute(button.mark().color()))
          .append(
              "\"/><text x=\"16\" y=\"16\" dy=\".36em\" text-anchor=\"middle\" font-size=\"14\"")
          .append(" font-weight=\"700\" fill=\"#fff\">")
          .append(Encode.forHtmlContent(button.mark().initials()))
          .append("</text></svg>");
    }
    return html.append(Encode.forHtmlContent(button.label())).append("</button>").toString();
  }

  private static String element(String name, String text) {
    return "<" + name + ">" + Encode.forHtmlContent(text) + "</" + name + ">";
  }

  private static String attribute(String value) {
    return Encode.forHtmlAttribute(value);
  }

  private static String resource(String name) {
    try (InputStream in = StandardHtml.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
