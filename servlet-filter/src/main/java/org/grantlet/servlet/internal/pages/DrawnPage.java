package org.grantlet.servlet.internal.pages;

import java.util.List;
import org.grantlet.servlet.pages.Brand;
import org.grantlet.servlet.pages.Form;
import org.grantlet.servlet.pages.Page;
import org.jspecify.annotations.Nullable;

/**
 * A page, drawn by Grantlet. Immutable.
 *
 * @param goesTo where the page goes without a click; {@link #SUBMITS} if it submits its form
 * @param after how many seconds later
 */
public record DrawnPage(
    Kind kind,
    Brand brand,
    String language,
    String direction,
    String title,
    String text,
    @Nullable String problem,
    List<Form> forms,
    @Nullable Link link,
    @Nullable String note,
    @Nullable Reference reference,
    @Nullable String goesTo,
    int after,
    String nonce)
    implements Page {
  static final String SUBMITS = "";

  @Override
  public String head() {
    return StandardHtml.head(this);
  }

  @Override
  public String style() {
    return StandardHtml.style(this);
  }

  @Override
  public String main() {
    return StandardHtml.main(this);
  }

  @Override
  public String html() {
    return """
    <!doctype html><html lang="%s" dir="%s"><head>%s%s</head><body>%s</body></html>\
    """
        .formatted(language, direction, head(), style(), main());
  }
}
