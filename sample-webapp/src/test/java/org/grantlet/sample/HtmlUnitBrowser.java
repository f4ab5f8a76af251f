package org.grantlet.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.WebWindow;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;

/** A browser written in Java, for machines without Chromium. */
final class HtmlUnitBrowser implements Browser {
  private final WebClient client = new WebClient();

  HtmlUnitBrowser() {
    client.getOptions().setThrowExceptionOnFailingStatusCode(false);
    client.getOptions().setCssEnabled(false);
  }

  @Override
  public Tab newTab() {
    return new HtmlUnitTab(client.openWindow(null, "tab-" + client.getWebWindows().size()));
  }

  /** It knows no policies and has no console. */
  @Override
  public List<String> complaints() {
    return List.of();
  }

  @Override
  public void close() {
    client.close();
  }

  private final class HtmlUnitTab implements Tab {
    private final WebWindow window;

    HtmlUnitTab(WebWindow window) {
      this.window = window;
    }

    private HtmlPage page() {
      return (HtmlPage) window.getEnclosedPage();
    }

    @Override
    public void open(String url) {
      try {
        client.getPage(window, new WebRequest(URI.create(url).toURL()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void click(String selector) {
      try {
        ((DomElement) page().querySelector(selector)).click();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void fill(String selector, String text) {
      ((HtmlInput) page().querySelector(selector)).setValue(text);
    }

    @Override
    public void reload() {
      try {
        page().refresh();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void back() {
      try {
        window.getHistory().back();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String url() {
      return page().getUrl().toString();
    }

    @Override
    public String text() {
      return page().getBody().asNormalizedText();
    }
  }
}
