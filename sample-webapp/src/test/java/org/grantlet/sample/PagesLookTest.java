package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page of ours in Chromium: nothing for axe-core to find, no policy violated, all within
 * reach of the keyboard, on a desktop and on a phone, by day and by night. With {@code
 * -Dscreenshots=FOLDER} it takes their pictures.
 */
class PagesLookTest {
  private static final String AGAIN = "**/*grantlet_again=1*";

  private static PagesApp app;
  private static Looker looker;

  /** The pages, and how to get to see them. */
  enum Sight {
    CONFIRM(200),
    CHOOSE(200),
    CHOOSE_REFUSED(400),
    CHOOSE_BY_EMAIL(400),
    GO_ON(200),
    GO_ON_BY_FORM(200),
    PRESS(200),
    LOGIN_ID_INVALID(410),
    STATE_INVALID(400),
    REDIRECT_INVALID(400),
    ACCESS_DENIED(403),
    SIGN_IN(403),
    OTHER_HOST(403),
    NO_LONGER_OFFERED(400),
    NOT_FOUND(404),
    UNAVAILABLE(503),
    OTHER(500);

    private final int status;

    Sight(int status) {
      this.status = status;
    }

    void open(Page page, PagesApp app) {
      switch (this) {
        case CONFIRM -> page.navigate(app.loginUrl());
        case CHOOSE -> page.navigate(app.choiceUrl());
        case CHOOSE_REFUSED -> {
          page.navigate(app.choiceUrl());
          page.evaluate("() => document.querySelector('button').value = 'gone'");
          page.locator("button").first().click();
          page.locator("[role=alert]").waitFor();
        }
        case GO_ON -> page.navigate(app.boundLoginUrl());
        case GO_ON_BY_FORM -> post(page, app.url("/connect/callback/bluebird"));
        case CHOOSE_BY_EMAIL -> {
          page.navigate(app.choiceUrl());
          page.getByLabel("Not sure? Enter the email address of the account:")
              .fill("ada@yahoo.com");
          page.keyboard().press("Enter");
          page.locator("[role=alert]").waitFor();
        }
        case LOGIN_ID_INVALID -> page.navigate(app.url("/connect/login?id=unknown"));
        case STATE_INVALID -> page.navigate(app.url("/connect/callback/bluebird?state=x&code=y"));
        case REDIRECT_INVALID -> page.navigate(app.url("/connected?success=true&grant_id=x"));
        case PRESS -> press(page, app);
        case ACCESS_DENIED -> {
          page.setExtraHTTPHeaders(Map.of(PagesApp.USER, "grace"));
          page.navigate(app.loginUrlOf("ada"));
        }
        case SIGN_IN -> page.navigate(app.boundLoginUrl() + "&grantlet_again=1");
        case OTHER_HOST -> page.navigate(app.loginUrlOfOtherHost() + "&grantlet_again=1");
        case NO_LONGER_OFFERED -> {
          page.navigate(app.loginUrlOfTheGone());
          page.locator("button").click();
          page.locator(".code").waitFor();
        }
        case NOT_FOUND -> page.navigate(app.url("/connect/nothing"));
        case UNAVAILABLE -> {
          String login = app.loginUrl();
          app.duringOutage(() -> page.navigate(login));
        }
        case OTHER -> {
          String login = app.loginUrl();
          app.duringDefect(() -> page.navigate(login));
        }
      }
    }

    private static void press(Page page, PagesApp app) {
      page.navigate(app.loginUrl());
      page.locator("button").click();
      page.waitForURL(Pattern.compile(".*/bluebird\\?.*state=.*"));
      page.route("**/connect/callback/**", PagesLookTest::asAServiceWorkerWould);
      String query = URI.create(page.url()).getRawQuery();
      page.navigate(app.url("/connect/callback/bluebird?code=y&" + query));
    }

    boolean goesOn() {
      return name().startsWith("GO_ON");
    }

    String fileName(Looker.Eyes eyes) {
      return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + eyes.suffix() + ".png";
    }
  }

  @BeforeAll
  static void start() {
    Optional<Chromium> chromium = Chromium.start();
    assumeTrue(chromium.isPresent(), "Chromium is not installed");
    app = new PagesApp();
    looker = new Looker(chromium.get());
  }

  @AfterAll
  static void stop() {
    if (app != null) {
      looker.close();
      app.close();
    }
  }

  /** It passes navigations on, but not that they are navigations. */
  private static void asAServiceWorkerWould(Route route) {
    Map<String, String> headers = new HashMap<>(route.request().allHeaders());
    headers.put("sec-fetch-dest", "empty");
    APIResponse response = route.fetch(new Route.FetchOptions().setHeaders(headers));
    route.fulfill(new Route.FulfillOptions().setResponse(response));
  }

  /** What another site's form does. */
  private static void post(Page page, String url) {
    page.setContent(
        "<form method=post action='"
            + url
            + "'><input name=state value=x><input name=code"
            + " value='\"<y>'><button>Go</button></form>");
    page.locator("button").click();
  }

  @ParameterizedTest
  @EnumSource(Sight.class)
  void page_isRightForEveryone(Sight sight) {
    List<String> complaints = new ArrayList<>();
    List<Integer> statuses = new ArrayList<>();
    Page page = looker.window("en-GB", complaints);
    page.onResponse(
        response -> {
          if (response.request().isNavigationRequest() && response.status() != 204) {
            statuses.add(response.status());
          }
        });
    if (sight.goesOn()) {
      // Stays where it is, so that we can look at it.
      page.route(AGAIN, route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
    }
    sight.open(page, app);
    page.locator("h1").waitFor();
    if (sight.goesOn()) {
      page.evaluate(
          "() => document.getAnimations().forEach(e => { e.pause(); e.currentTime = 0; })");
      assertThat(page.locator("main button, main .button").isVisible()).isFalse();
      page.evaluate("() => document.getAnimations().forEach(each => each.finish())");
      assertThat(page.locator("main button, main .button").isVisible()).isTrue();
    }

    assertThat(statuses.get(statuses.size() - 1)).as(page.content()).isEqualTo(sight.status);
    for (Looker.Eyes eyes : Looker.Eyes.ALL) {
      Looker.see(page, eyes);
      if (eyes.lookClosely()) {
        assertThat(looker.violations(page)).as("%s", eyes).isEmpty();
      }
      Looker.assertFits(page);
      photograph(page, sight, eyes);
    }
    Looker.assertKeyboardReachesAll(page);
    assertThat(complaints).isEmpty();
    page.context().close();
  }

  private static void photograph(Page page, Sight sight, Looker.Eyes eyes) {
    String folder = System.getProperty("screenshots");
    if (folder != null) {
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, sight.fileName(eyes))));
    }
  }

  @Test
  void confirmation_byKeyboardAlone_leadsToTheProvider() {
    Page page = looker.window("de-DE", new ArrayList<>());
    page.navigate(app.loginUrl());
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("de");
    page.keyboard().press("Enter"); // held down since another page: nothing happens
    assertThat(page.title()).isEqualTo("BlueBird-Konto verbinden · Acme Calendar");

    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    page.waitForURL(Pattern.compile(".*/bluebird\\?.*state=.*"));
    page.context().close();
  }

  @Test
  void choice_byKeyboardAlone_leadsToThatProvider() {
    Page page = looker.window("fr-FR", new ArrayList<>());
    page.navigate(app.choiceUrl());
    assertThat(
            page.getByRole(
                    AriaRole.GROUP,
                    new Page.GetByRoleOptions().setName("Où se trouve votre compte ?"))
                .getByRole(AriaRole.BUTTON)
                .count())
        .isEqualTo(8);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Contoso Files")).focus();
    page.keyboard().press("Space");
    page.waitForURL(Pattern.compile(".*/contoso\\?.*state=.*"));
    page.context().close();
  }

  @Test
  void confirmation_isReadOutWithItsButton() {
    Page page = looker.window("en-GB", new ArrayList<>());
    page.navigate(app.loginUrl());
    assertThat(page.getByRole(AriaRole.MAIN).count()).isOne();
    assertThat(
            page.getByRole(
                    AriaRole.HEADING,
                    new Page.GetByRoleOptions().setName("Connect your BlueBird account"))
                .count())
        .isOne();
    assertThat(
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue"))
                .count())
        .isOne();
    page.context().close();
  }

  @Test
  void tryAgain_afterAnOutage_goesOnWhereItStopped() {
    Page page = looker.window("en-GB", new ArrayList<>());
    page.navigate(app.loginUrl());
    app.duringOutage(
        () -> {
          page.getByText("Continue").click();
          page.getByText("Please try again in a moment").waitFor();
        });
    page.getByText("Try again", new Page.GetByTextOptions().setExact(true)).click();
    page.getByText("Continue").click();
    page.waitForURL(Pattern.compile(".*/bluebird\\?.*state=.*"));
    page.context().close();
  }

  /** A phone of 320 pixels, and the same zoomed to 200 %. */
  @Test
  void longNames_fitTheNarrowestScreen() {
    try (PagesApp longest =
        new PagesApp("Kontoverbindungsverwaltung".repeat(4).substring(0, 100))) {
      Page page = looker.window("de-DE", new ArrayList<>());
      for (String url :
          List.of(
              longest.loginUrl(),
              longest.choiceUrl(),
              longest.boundLoginUrl() + "&grantlet_again=1",
              longest.url("/connect/nothing"))) {
        page.navigate(url);
        for (int width : new int[] {320, 160}) {
          page.setViewportSize(width, 640);
          Looker.assertFits(page);
        }
      }
      page.context().close();
    }
  }
}
