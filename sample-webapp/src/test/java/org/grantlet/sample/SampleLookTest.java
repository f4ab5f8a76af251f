package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every page of the sample in Chromium: nothing for axe-core to find, no policy violated, all
 * within reach of the keyboard, on a desktop by day and on a small phone by night. With {@code
 * -Dscreenshots=FOLDER} it takes the README's pictures.
 */
class SampleLookTest {
  private static final Looker.Eyes DESKTOP = new Looker.Eyes(1100, ColorScheme.LIGHT);
  private static final Looker.Eyes PHONE = new Looker.Eyes(360, ColorScheme.DARK);

  private static SampleServer sample;
  private static Looker looker;

  private final List<String> complaints = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void start() throws IOException {
    Optional<Chromium> chromium = Chromium.start();
    assumeTrue(chromium.isPresent(), "Chromium is not installed");
    looker = new Looker(chromium.get());
    sample = SampleServer.start(0, true);
  }

  @AfterAll
  static void stop() {
    if (sample != null) {
      looker.close();
      sample.close();
    }
  }

  /** Looks at the page; it is the one with this heading. */
  private void look(String heading) {
    page.locator("h1", new Page.LocatorOptions().setHasText(heading)).waitFor();
    for (Looker.Eyes eyes : List.of(PHONE, DESKTOP)) {
      Looker.see(page, eyes);
      assertThat(looker.violations(page)).as("%s, %s", heading, eyes).isEmpty();
      Looker.assertFits(page);
    }
  }

  private void photograph(String name) {
    String folder = System.getProperty("screenshots");
    if (folder != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(folder, name + ".png")));
    }
  }

  private void click(String selector) {
    page.locator(selector).first().click();
  }

  private void connect(String person) {
    click("button[name=provider][value=demo]");
    comeBack(person);
  }

  private void comeBack(String person) {
    click("button[value='" + person + "@example.org']");
    click("button[value=allow]");
  }

  @Test
  void pages_areRightForEveryone() {
    page = looker.window("en-GB", complaints);
    page.navigate(sample.url());
    look("Your week, in one place");
    click("button[value=ada]");
    look("Connected accounts");
    connect("ada");
    look("Account connected");
    photograph("connected");
    click("main a[href='/']");
    connect("grace");
    look("Account connected");
    click("main a[href='/']");
    look("Connected accounts");
    photograph("accounts");
    Looker.assertKeyboardReachesAll(page);
    click("a[href$='/calendar']");
    look("Next events");
    page.goBack();
    click("a.danger");
    look("Disconnect ");
    click("button.danger");
    look("Connected accounts");
    click("form[action$='/reconnect'] button");
    comeBack("alan");
    look("Nothing was connected");
    page.navigate(sample.url() + "/nowhere");
    look("That did not work");
    assertThat(complaints).isEmpty();
    page.context().close();
  }

  @Test
  void pagesOfTheDemoProvider_areRightForEveryone() {
    page = looker.window("ja-JP", complaints);
    page.navigate("http://127.0.0.1:" + URI.create(sample.url()).getPort() + "/demo-provider");
    look("Demo Identity works");
    page.navigate(sample.url());
    look("一週間をひと目で");
    click("button[value=grace]");
    click("button[name=provider][value=demo]");
    look("Log in");
    Looker.assertKeyboardReachesAll(page);
    click("button[value='grace@example.org']");
    look("Allow access?");
    click("button[value=allow]");
    look("アカウントを接続しました");
    click("main a[href='/']");
    look("接続済みのアカウント");
    assertThat(complaints).isEmpty();
    page.context().close();
  }
}
