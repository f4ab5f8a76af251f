package org.grantlet.servlet.internal.pages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.grantlet.Grant;
import org.grantlet.servlet.internal.pages.PageFactory.When;
import org.grantlet.servlet.pages.Brand;
import org.grantlet.servlet.pages.Form;
import org.grantlet.servlet.pages.Page;
import org.grantlet.servlet.pages.PageRenderer;

/** The look and the texts of an application's pages. Immutable. */
public record PageOptions(PageRenderer renderer, Brand brand, Languages languages) {

  /** Pages in the best of these languages. */
  public PageFactory in(List<Locale> wanted) {
    return new PageFactory(brand, languages.of(wanted));
  }

  /** Draws each page once, in each language; the problems of the renderer, once each. */
  public List<String> problems() {
    Set<String> problems = new LinkedHashSet<>();
    for (Texts texts : languages.all()) {
      samples(new PageFactory(brand, texts)).forEach(page -> problems.addAll(problems(page)));
    }
    return List.copyOf(problems);
  }

  private static List<Page> samples(PageFactory pages) {
    String url = "https://app.example.com/sample";
    ProviderLabel label = ProviderLabel.of("sampleProvider", "Sample", null);
    return List.of(
        pages.confirm(url, "sampleId", label),
        pages.reconnect(url, "sampleId", label, Grant.Reason.UNKNOWN),
        pages.choose(url, "sampleId", Map.of("sampleProvider", label), "", "Sample problem"),
        pages.goOn(url + "?again=1", When.NOW),
        pages.goOn(url, Map.of("sampleName", List.of("sampleValue")), When.PRESSED),
        pages.error(
            new PageFactory.Failure(ErrorKind.OTHER, "sample.error", "sampleReference"),
            url,
            null));
  }

  private Set<String> problems(Page page) {
    String what =
        "grantlet.pages: the page " + page.kind() + " of " + renderer.getClass().getName();
    String html;
    try {
      html = renderer.render(page);
    } catch (Throwable e) { // the application's code: it may throw anything
      return Set.of(what + " cannot be drawn: " + e);
    }
    Set<String> problems = new LinkedHashSet<>();
    for (String part : needed(page)) {
      if (html == null || !html.contains(part)) {
        problems.add(what + " has no '" + part + "'");
      }
    }
    return problems;
  }

  /** The parts that a page must have; sample values that no encoding changes. */
  private static List<String> needed(Page page) {
    List<String> needed = new ArrayList<>(List.of("<html", page.language()));
    for (Form form : page.forms()) {
      needed.add("<form");
      form.hidden().forEach(field -> needed.addAll(List.of(field.name(), field.value())));
      if (form.email() != null) {
        needed.add(form.email().name());
      }
      for (Form.Button button : form.buttons()) {
        if (button.name() != null && button.value() != null) {
          needed.addAll(List.of(button.name(), button.value()));
        }
      }
    }
    if (page.link() != null) {
      needed.add("<a");
    }
    if (page.reference() != null) {
      needed.add(page.reference().requestId());
    }
    return needed;
  }
}
