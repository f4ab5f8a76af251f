package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks at pages in Chromium as people with different eyes, hands and screens do. */
final class Looker implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int PHONE = 600;
  private static final String FOCUSABLE = "a[href], button, input:not([type=hidden])";
  private static final String FOCUSED =
      "() => [...document.querySelectorAll('" + FOCUSABLE + "')].indexOf(document.activeElement)";
  private static final String OUTLINED =
      "() => getComputedStyle(document.activeElement).outlineStyle !== 'none'";
  private static final String REPORT_VIOLATIONS =
      "document.addEventListener('securitypolicyviolation',"
          + " e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))";
  private static final String AXE =
      "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.help + ' '"
          + " + v.nodes.map(n => n.html).join(' '))";

  private final Chromium chromium;
  private final String axe;

  /**
   * A pair of eyes.
   *
   * @param width of the screen in pixels
   * @param scheme light or dark
   */
  record Eyes(int width, ColorScheme scheme) {
    static final List<Eyes> ALL =
        List.of(
            new Eyes(1100, ColorScheme.LIGHT),
            new Eyes(1100, ColorScheme.DARK),
            new Eyes(390, ColorScheme.LIGHT),
            new Eyes(390, ColorScheme.DARK));

    /** Colors follow the scheme alone, and places the width alone: two pairs see all of both. */
    boolean lookClosely() {
      return width > PHONE == (scheme == ColorScheme.LIGHT);
    }

    String suffix() {
      return (width > PHONE ? "desktop" : "phone") + "-" + scheme.name().toLowerCase(Locale.ROOT);
    }
  }

  Looker(Chromium chromium) {
    this.chromium = chromium;
    try (InputStream in = Looker.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A browser window, whose complaints go to a list. */
  Page window(String language, List<String> complaints) {
    BrowserContext context =
        chromium.browser().newContext(new Browser.NewContextOptions().setLocale(language));
    context.setDefaultTimeout(TIMEOUT_MILLIS);
    context.addInitScript(REPORT_VIOLATIONS);
    context.onConsoleMessage(
        message -> {
          // Chromium says so of every page whose status is an error, and these are.
          if (message.type().equals("error")
              && !message.text().startsWith("Failed to load resource: the server responded")) {
            complaints.add(message.text());
          }
        });
    return context.newPage();
  }

  /** Sees the page with other eyes. */
  static void see(Page page, Eyes eyes) {
    page.setViewportSize(eyes.width(), eyes.width() > PHONE ? 700 : 780);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(eyes.scheme()));
  }

  /** What axe-core finds. */
  List<?> violations(Page page) {
    if (Boolean.TRUE.equals(page.evaluate("() => window.axe === undefined"))) {
      page.evaluate(axe);
    }
    return (List<?>) page.evaluate(AXE);
  }

  /** Walks through the page by Tab: everything is reached in order, and can be seen. */
  static void assertKeyboardReachesAll(Page page) {
    int count = page.locator(FOCUSABLE).count();
    List<Object> reached = new ArrayList<>();
    List<Object> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      page.keyboard().press("Tab");
      reached.add(page.evaluate(FOCUSED));
      expected.add(i);
      assertThat(page.evaluate(OUTLINED)).as("focus is seen on " + i).isEqualTo(true);
    }
    assertThat(reached).isEqualTo(expected);
  }

  /** Nothing is cut off at the side. */
  static void assertFits(Page page) {
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }

  @Override
  public void close() {
    chromium.close();
  }
}
