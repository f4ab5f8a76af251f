package org.grantlet.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.nylas.Authentication;
import com.nylas.Grant;
import com.nylas.Integration;
import com.nylas.IntegrationHostedAuthentication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.grantlet.testing.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and programs do with the sample, with each version of Spring Boot. */
@Timeout(300)
class PackagedPlannerTest {
  private static EmbeddedPostgres postgres;
  private static Chromium chromium;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().setPGStartupWait(Patience.LIMIT).start();
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() throws IOException {
    chromium.close();
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.1", "4.0", "3.5"})
  void planner_onH2(String version) throws Exception {
    String database = "jdbc:h2:file:" + folder.resolve("planner");
    try (PackagedPlanner planner = PackagedPlanner.start(version, database, folder);
        Visit visit = new Visit(planner)) {
      visit.signIn();
      visit.connectAndDisconnect();
      visit.connectByTheApi();
    }
    assertTablesAreApart(database, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.1", "4.0", "3.5"})
  void planner_onPostgres_afterARestartToo(String version) throws Exception {
    String name = "planner" + version.replace(".", "");
    execute(postgres.getJdbcUrl("postgres", "postgres"), "create database " + name);
    String database = postgres.getJdbcUrl("postgres", name);
    try (PackagedPlanner planner = PackagedPlanner.start(version, database, folder);
        Visit visit = new Visit(planner)) {
      visit.signIn();
      visit.connect();
      visit.keepNote("Bring the punched cards");
      visit.assertIsHealthy();
    }
    assertTablesAreApart(database, "postgres");
    try (PackagedPlanner planner = PackagedPlanner.start(version, database, folder);
        Visit visit = new Visit(planner)) {
      visit.signIn();
      // The demo provider has another key now; the grant and the note are still there.
      visit.see("From ada@example.org", "Bring the punched cards");
      assertThat(planner.client().grants().list().fetchAll()).hasSize(1);
    }
  }

  /** The application's Flyway has its own script alone, and none of our tables. */
  private static void assertTablesAreApart(String database, String user) throws SQLException {
    assertThat(
            query(
                database,
                user,
                "select \"script\" from \"flyway_schema_history\" where \"type\" = 'SQL'"))
        .containsExactly("V1__note.sql");
    assertThat(query(database, user, "select provider from grantlet_integration")).contains("demo");
    assertThat(query(database, user, "select \"version\" from \"grantlet_schema_history\""))
        .contains("1");
  }

  private static List<String> query(String database, String user, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database, user, "");
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private static void execute(String database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database)) {
      connection.createStatement().execute(sql);
    }
  }

  /** Ada in a browser of her own. */
  private static final class Visit implements AutoCloseable {
    private final PackagedPlanner planner;
    private final BrowserContext context = chromium.browser().newContext();
    private final Page page = context.newPage();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Visit(PackagedPlanner planner) {
      this.planner = planner;
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
    }

    private String text() {
      return page.locator("body").innerText();
    }

    /** Until the page says all of this: a click is over before the next page is there. */
    void see(String... texts) {
      Patience.await("the page")
          .ignoreException(PlaywrightException.class)
          .untilAsserted(() -> assertThat(text()).contains(texts));
    }

    private void click(String selector) {
      page.locator(selector).first().click();
      page.waitForURL(url -> !url.contains("/connect/callback/"));
    }

    private void allowAtTheProvider() {
      see("Who are you today?");
      click("button[value='ada@example.org']");
      see("Allow access?");
      click("button[value=allow]");
      see("Connected ada@example.org.");
    }

    /** With Spring Security's form login. */
    void signIn() {
      page.navigate(planner.url());
      assertThat(page.url()).endsWith("/sign-in");
      click("main button");
      see("Next in your calendar");
    }

    void connect() {
      see("No calendar is connected yet.");
      click("form[action='/connect-calendar'] button");
      allowAtTheProvider();
      // Read from the provider's API, with the grant.
      see("Tea with Charles Babbage");
    }

    void connectAndDisconnect() throws Exception {
      connect();
      Grant grant = planner.client().grants().list().fetchAll().get(0);
      assertThat(grant.getProviderString()).isEqualTo("demo");
      assertThat(grant.getEmail()).isEqualTo("ada@example.org");
      assertThat(grant.getGrantStatus()).isEqualTo("valid");
      click("form[action='/disconnect-calendar'] button");
      see("Disconnected ada@example.org.", "No calendar is connected yet.");
      assertThat(planner.client().grants().list().fetchAll()).isEmpty();
      assertThat(complaints).isEmpty();
    }

    /** A program makes an integration and a login URL; the user presses "Continue". */
    void connectByTheApi() throws Exception {
      String redirectUri = planner.url() + "/connected";
      Integration google = new Integration("By the API");
      google.setClientId("my-app");
      google.setClientSecret("my-app-secret");
      google.addSetting(
          "issuer", planner.url().replace("localhost", "127.0.0.1") + "/demo-provider");
      google.addRedirectUris(redirectUri);
      google.addScope("openid", "email");
      planner.client().integrations().create(google, Authentication.Provider.GOOGLE);
      IntegrationHostedAuthentication hosted = planner.client().hostedAuthentication();
      page.navigate(
          hosted
              .request(
                  hosted
                      .requestBuilder()
                      .provider(Authentication.Provider.GOOGLE)
                      .redirectUri(redirectUri))
              .getUrl());
      click("button");
      allowAtTheProvider();
      assertThat(planner.client().grants().list().fetchAll())
          .extracting(Grant::getProviderString)
          .containsExactly("google");
      assertThat(complaints).isEmpty();
    }

    void keepNote(String content) {
      page.locator("input[name=content]").fill(content);
      click("form[action='/notes'] button");
      see(content);
    }

    void assertIsHealthy() {
      page.navigate(planner.url() + "/actuator/health");
      assertThat(text()).contains("\"grantlet\":{\"status\":\"UP\"}").doesNotContain("DOWN");
      page.navigate(planner.url() + "/actuator/info");
      assertThat(text())
          .contains("\"callbackUris\":{\"demo\":\"" + planner.url() + "/connect/callback/demo\"}");
      page.navigate(planner.url());
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
