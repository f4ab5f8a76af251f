package org.grantlet.sample;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A real Chromium, by Playwright. */
final class ChromiumBrowser implements Browser {
  static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final BrowserContext context;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  ChromiumBrowser(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS));
    context = chromium.newContext();
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
  }

  /** Where Chromium is installed. */
  static Optional<Path> executable() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(folder -> Stream.of("chromium", "chromium-browser").map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
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
    chromium.close();
    playwright.close();
  }

  private record ChromiumTab(Page page) implements Tab {
    @Override
    public void open(String url) {
      page.navigate(url);
    }

    @Override
    public void click(String selector) {
      page.locator(selector).first().click();
      page.waitForLoadState();
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

    @Override
    public boolean has(String selector) {
      return page.locator(selector).count() > 0;
    }
  }
}
