package org.grantlet.sample;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.testing.Patience;

/** A profile in {@link Chromium}. */
final class ChromiumBrowser implements Browser {
  private final BrowserContext context;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  ChromiumBrowser(Chromium chromium) {
    context = chromium.browser().newContext();
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
  }

  @Override
  public Tab newTab() {
    return new ChromiumTab(context.newPage());
  }

  @Override
  public List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    context.close();
  }

  private record ChromiumTab(Page page) implements Tab {
    /** From the provider, a page of the filter may come first and go on by itself. */
    private static final String IS_THERE =
        "() => !window.left && document.readyState === 'complete'"
            + " && !location.pathname.includes('/connect/callback/')";

    @Override
    public void open(String url) {
      page.navigate(url);
    }

    /** Until the next page is there, whole: a click is over before that. */
    @Override
    public void click(String selector) {
      page.evaluate("() => { window.left = true; }");
      page.locator(selector).first().click();
      Patience.await("the next page")
          .ignoreException(PlaywrightException.class) // it goes on while we ask
          .until(() -> Boolean.TRUE.equals(page.evaluate(IS_THERE)));
    }

    @Override
    public void fill(String selector, String text) {
      page.locator(selector).first().fill(text);
    }

    @Override
    public void reload() {
      page.reload();
    }

    @Override
    public void back() {
      page.goBack();
    }

    @Override
    public String url() {
      return page.url();
    }

    @Override
    public String text() {
      return page.locator("body").innerText();
    }
  }
}
