package org.grantlet.servlet.internal.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.grantlet.internal.text.Colors;
import org.grantlet.servlet.pages.Brand;
import org.grantlet.servlet.pages.Form;
import org.jspecify.annotations.Nullable;
import org.owasp.encoder.Encode;

/** Grantlet's own HTML. Every variable text is encoded here, and nowhere else. */
final class StandardHtml {
  private static final String STYLE = resource("pages.css");
  private static final String PROBLEM_ID = "grantlet-problem";
  private static final String INPUT_ID = "grantlet-input";

  private StandardHtml() {}

  static String head(DrawnPage page) {
    return """
    <meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">\
    <meta name="robots" content="noindex"><link rel="icon" href="data:,">\
    <title>%s · %s</title>%s\
    """
        .formatted(content(page.title()), content(page.brand().name()), goesOn(page));
  }

  private static String goesOn(DrawnPage page) {
    if (page.goesTo() == null) {
      return "";
    }
    // Numbers by %s: %d would write the digits of the server's locale.
    if (!page.goesTo().equals(DrawnPage.SUBMITS)) {
      return "<meta http-equiv=\"refresh\" content=\"%s;url=%s\">"
          .formatted(page.after(), attribute(page.goesTo()));
    }
    // The form is found by its action: a layout may have forms of its own.
    return """
    <script nonce="%s">addEventListener("DOMContentLoaded",()=>setTimeout(()=>\
    document.querySelector('form[action="%s"]').submit(),%s))</script>\
    """
        .formatted(
            attribute(page.nonce()),
            Encode.forJavaScriptBlock(page.forms().get(0).action()),
            1000 * page.after());
  }

  static String style(DrawnPage page) {
    String accent = page.brand().accentColor();
    String colors =
        accent == null
            ? ""
            : ":root{--accent:%s;--on-accent:%s}".formatted(accent, Colors.readableOn(accent));
    return "<style nonce=\"" + attribute(page.nonce()) + "\">" + STYLE + colors + "</style>";
  }

  static String main(DrawnPage page) {
    StringBuilder main = new StringBuilder("<main>").append(brand(page.brand()));
    main.append(element("h1", page.title()));
    if (page.goesTo() == null) {
      body(page, main);
    } else {
      main.append("<div class=\"later\">");
      body(page, main);
      main.append("</div>");
    }
    return main.append("</main>").toString();
  }

  private static void body(DrawnPage page, StringBuilder main) {
    if (!page.text().isEmpty()) {
      main.append(element("p", page.text()));
    }
    if (page.problem() != null) {
      main.append("<p class=\"problem\" role=\"alert\" id=\"%s\">".formatted(PROBLEM_ID))
          .append(content(page.problem()) + "</p>");
    }
    page.forms().forEach(form -> main.append(form(form, page.problem() != null)));
    if (page.link() != null) {
      main.append(
          "<p><a class=\"button\" href=\"%s\">%s</a></p>"
              .formatted(attribute(page.link().href()), content(page.link().label())));
    }
    if (page.note() != null) {
      main.append("<p class=\"small\">" + content(page.note()) + "</p>");
    }
    if (page.reference() != null) {
      main.append(
          """
          <p class="small reference">%s <code>%s</code></p>\
          <p class="code"><code>%s</code></p>\
          """
              .formatted(
                  content(page.reference().label()),
                  content(page.reference().requestId()),
                  content(page.reference().error())));
    }
  }

  private static String brand(Brand brand) {
    String logo =
        brand.logo() == null ? "" : "<img alt=\"\" src=\"" + attribute(brand.logo()) + "\">";
    return "<p class=\"brand\">" + logo + content(brand.name()) + "</p>";
  }

  private static String form(Form form, boolean problem) {
    StringBuilder html =
        new StringBuilder("<form method=\"post\" action=\"" + attribute(form.action()) + "\">");
    for (Form.Field field : form.hidden()) {
      html.append("<input type=\"hidden\"" + nameAndValue(field.name(), field.value()) + ">");
    }
    StringBuilder buttons = new StringBuilder();
    form.buttons().forEach(button -> buttons.append(button(button)));
    if (form.email() != null) {
      html.append(email(form, form.email(), problem)).append(buttons);
    } else if (form.label() != null) {
      html.append("<fieldset>" + element("legend", form.label()) + buttons + "</fieldset>");
    } else {
      html.append(buttons);
    }
    return html.append("</form>").toString();
  }

  private static String email(Form form, Form.Input input, boolean problem) {
    String invalid =
        problem && !input.value().isEmpty()
            ? " aria-invalid=\"true\" aria-describedby=\"" + PROBLEM_ID + "\""
            : "";
    return """
    <label for="%1$s">%2$s</label><input type="email" autocomplete="email" required \
    maxlength="254" id="%1$s"%3$s%4$s>\
    """
        .formatted(
            INPUT_ID, content(form.label()), nameAndValue(input.name(), input.value()), invalid);
  }

  private static String button(Form.Button button) {
    String named =
        button.name() == null || button.value() == null
            ? ""
            : nameAndValue(button.name(), button.value());
    String label = content(button.label()) + "</button>";
    if (button.mark() == null) {
      return "<button" + named + ">" + label;
    }
    // Attributes of SVG: a style attribute would need more than a nonce.
    return """
    <button%s class="choice"><svg aria-hidden="true" viewBox="0 0 32 32">\
    <rect width="32" height="32" rx="8" fill="%s"/><text x="16" y="16" dy=".36em" \
    text-anchor="middle" font-size="14" font-weight="700" fill="#fff">%s</text></svg>%s\
    """
        .formatted(
            named, attribute(button.mark().color()), content(button.mark().initials()), label);
  }

  private static String nameAndValue(String name, String value) {
    return " name=\"" + attribute(name) + "\" value=\"" + attribute(value) + "\"";
  }

  private static String element(String name, String text) {
    return "<" + name + ">" + content(text) + "</" + name + ">";
  }

  private static String content(@Nullable String text) {
    return Encode.forHtmlContent(text);
  }

  private static String attribute(String value) {
    return Encode.forHtmlAttribute(value);
  }

  static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(StandardHtml.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
