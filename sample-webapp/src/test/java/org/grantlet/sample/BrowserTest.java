package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do with the sample, in Chromium where it is installed and in HtmlUnit elsewhere. */
class BrowserTest {
  private static final String CONNECT = "button[name=provider][value=demo]";
  private static final String ADA_AT_THE_PROVIDER = "button[value='ada@example.org']";
  private static final String ALLOW = "button[value=allow]";
  private static final String DENY = "button[value=deny]";

  private static SampleServer sample;
  private static Optional<Chromium> chromium = Optional.empty();
  private Browser browser;
  private Browser.Tab tab;

  @BeforeAll
  static void start() throws IOException {
    sample = SampleServer.start(0, true);
    chromium = Chromium.start();
    if ("true".equals(System.getenv("GRANTLET_REQUIRE_CHROMIUM"))) {
      assertThat(chromium).as("Chromium is required and not installed").isPresent();
    }
  }

  @AfterAll
  static void stop() {
    chromium.ifPresent(Chromium::close);
    sample.close();
  }

  @BeforeEach
  void openBrowser() {
    browser = newBrowser();
    tab = browser.newTab();
  }

  @AfterEach
  void closeBrowser() {
    browser.close();
    sample.hostedAuth().grants().deleteAll("ada");
  }

  private static Browser newBrowser() {
    return chromium.<Browser>map(ChromiumBrowser::new).orElseGet(HtmlUnitBrowser::new);
  }

  private void signIn(Browser.Tab page, String user) {
    page.open(sample.url());
    page.click("button[name=user][value=" + user + "]");
    assertThat(page.text()).contains("Connected accounts");
  }

  /** From the button in the sample to the provider's question. */
  private void goToConsent(Browser.Tab page) {
    page.click(CONNECT);
    assertThat(page.text()).contains("Who are you today?");
    page.click(ADA_AT_THE_PROVIDER);
    assertThat(page.text()).contains("Allow access?").contains("Read your calendar");
  }

  private void connect(Browser.Tab page) {
    goToConsent(page);
    page.click(ALLOW);
    assertThat(page.text()).contains("Account connected").contains("ada@example.org");
  }

  @Test
  void connect_fromSignInToGrant_showsTheAccountAndItsCalendar() {
    signIn(tab, "ada");
    connect(tab);
    tab.open(sample.url());
    assertThat(tab.text())
        .contains("ada@example.org")
        .contains("Connected")
        .contains("Demo Identity")
        .contains("Read your calendar");

    tab.click("a[href$='/calendar']");
    assertThat(tab.text()).contains("Next events").contains("Tea with Charles Babbage");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void resultPage_reloadedAndGoneBackTo_showsTheSame() {
    signIn(tab, "ada");
    connect(tab);
    tab.reload();
    assertThat(tab.text()).contains("Account connected").contains("seen this page before");

    tab.open(sample.url());
    tab.back();
    assertThat(tab.text()).contains("Account connected");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void twoTabs_bothFinish() {
    signIn(tab, "ada");
    Browser.Tab second = browser.newTab();
    second.open(sample.url());
    goToConsent(tab);
    goToConsent(second);
    second.click(ALLOW);
    tab.click(ALLOW);
    assertThat(second.text()).contains("Account connected");
    assertThat(tab.text()).contains("Account connected");
  }

  @Test
  void deny_comesBackWithTheReason_andAgainWorks() {
    signIn(tab, "ada");
    goToConsent(tab);
    tab.click(DENY);
    assertThat(tab.text())
        .contains("You did not allow access. Nothing was changed.")
        .contains("grant.access_denied");
    tab.click("form[action='/accounts/connect'] button");
    tab.click(ADA_AT_THE_PROVIDER);
    tab.click(ALLOW);
    assertThat(tab.text()).contains("Account connected");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void reconnect_keepsTheGrant_andRefusesAnotherAccount() {
    signIn(tab, "ada");
    connect(tab);
    tab.open(sample.url());
    tab.click("form[action$='/reconnect'] button");
    tab.click("button[value='grace@example.org']");
    tab.click(ALLOW);
    assertThat(tab.text())
        .contains("You logged in with another account")
        .contains("grant.reauth_email_invalid");

    tab.open(sample.url());
    tab.click("form[action$='/reconnect'] button");
    tab.click(ADA_AT_THE_PROVIDER);
    tab.click(ALLOW);
    assertThat(tab.text()).contains("Account reconnected").contains("works again");
  }

  @Test
  void disconnect_asksFirst_andSaysWhatItDid() {
    signIn(tab, "ada");
    connect(tab);
    tab.open(sample.url());
    tab.click("a.danger");
    assertThat(tab.text()).contains("Disconnect ada@example.org?");
    tab.click("main a[href='/']");
    assertThat(tab.text()).contains("ada@example.org").contains("Connected");

    tab.click("a.danger");
    tab.click("button.danger");
    assertThat(tab.text())
        .contains("Disconnected ada@example.org, and Demo Identity ended its access.")
        .contains("No account is connected yet");
    tab.reload();
    assertThat(tab.text()).doesNotContain("Disconnected ada@example.org");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void otherUser_seesNothingOfTheAccounts() {
    signIn(tab, "ada");
    connect(tab);
    try (Browser other = newBrowser()) {
      Browser.Tab grace = other.newTab();
      signIn(grace, "grace");
      assertThat(grace.text()).contains("No account is connected yet");
    }
  }

  @Test
  void loginUrlOfAnotherUser_endsOnAPageThatSaysSo() {
    signIn(tab, "ada");
    goToConsent(tab);
    try (Browser other = newBrowser()) {
      Browser.Tab grace = other.newTab();
      signIn(grace, "grace");
      grace.open(SampleTarget.loginUrlOf(sample.url(), "ada"));
      assertThat(grace.text()).contains("somebody else").contains("grant.access_denied");
    }
  }
}
