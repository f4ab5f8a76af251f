package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.grantlet.docs.Snippets;
import org.grantlet.store.StoreFactory;
import org.grantlet.store.Stores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcStoreFactoryTest {
  private static final int NODES = 10;

  private static final StoreFactory FACTORY = new JdbcStoreFactory();

  /** Locations, and what is said of them. */
  private static final List<String> WRONG =
      List.of(
          "jdbc:nosuch:thing;password=hunter2"
              + "|no JDBC driver on the class path takes jdbc:nosuch:… URLs. Grantlet runs on",
          "jdbc:postgres://db/shop?user=u&password=hunter2|no JDBC driver on the class path takes"
              + " jdbc:postgres:… URLs. Grantlet runs on PostgreSQL 12 or newer (jdbc:postgresql:…,"
              + " driver org.postgresql:postgresql), H2 2.1 or newer (jdbc:h2:…, driver"
              + " com.h2database:h2), MariaDB 10.6 or newer (jdbc:mariadb:…, driver"
              + " org.mariadb.jdbc:mariadb-java-client)",
          "jdbc:hsqldb:mem:x;user=u;password=hunter2"
              + "|HSQL Database Engine 2.7 cannot be used: Grantlet runs on PostgreSQL 12 or newer",
          "jdbc:postgresql://127.0.0.1:1/x?user=u&password=hunter2"
              + "|no database server answers; check host and port",
          "jdbc:mariadb://127.0.0.1:1/x?user=u&password=hunter2"
              + "|no database server answers; check host and port",
          "jdbc:postgresql://nosuch.invalid/x?user=u&password=hunter2"
              + "|no database server answers; check host and port",
          "jdbc:postgresql://127.0.0.1:port/x?user=u&password=hunter2|the driver cannot read the"
              + " URL jdbc:postgresql://127.0.0.1:port/x?…; it has the form"
              + " jdbc:postgresql://host:5432/name?user=…&password=…",
          "jdbc:postgresql://u:hunter2@127.0.0.1/x"
              + "|the driver cannot read the URL jdbc:postgresql://…@127.0.0.1/x; it has the form",
          "jdbc:postgresql://u:a/hunter2@127.0.0.1/x"
              + "|the driver cannot read the URL jdbc:postgresql://…; it has the form",
          "jdbc:postgresql://u:a?hunter2@127.0.0.1/x"
              + "|the driver cannot read the URL jdbc:postgresql://…; it has the form",
          "jdbc:postgresql://127.0.0.1:port/x?password=a&hunter2"
              + "|the driver cannot read the URL jdbc:postgresql://127.0.0.1:port/x?…; it has the",
          "jdbc:postgresql://127.0.0.1:port/x?password=a@hunter2"
              + "|the driver cannot read the URL jdbc:postgresql://…; it has the form",
          "jdbc:postgresql://127.0.0.1:1/x?password=%zz]'hunter2|the driver cannot read the URL",
          "jdbc:h2:file:./x;IFEXISTS=TRUE;PASSWORD=hunter2|there is no such database",
          "jdbc:h2:tcp://127.0.0.1:1/x;PASSWORD=hunter2|no database server answers",
          "jdbc:h2:file:./x;NOSUCH=1;PASSWORD=hunter2|the database cannot be opened",
          "jndi:java:comp/env/jdbc/none|no data source",
          "jndi:ldap://127.0.0.1/x|no URL");

  /** Several take a second, so all are opened at once. */
  private static final Map<String, Future<Throwable>> FAILURES = new HashMap<>();

  @TempDir private Path folder;

  private static Stores open(String location) {
    return FACTORY.openStore(location, Clock.systemUTC());
  }

  @BeforeAll
  static void openAll() {
    ExecutorService threads = Executors.newCachedThreadPool();
    for (String line : WRONG) {
      String location = line.split("\\|", 2)[0];
      FAILURES.put(location, threads.submit(() -> catchThrowable(() -> open(location))));
    }
    threads.shutdown();
  }

  static Stream<Arguments> wrongLocations() {
    return WRONG.stream().map(line -> arguments((Object[]) line.split("\\|", 2)));
  }

  @ParameterizedTest
  @MethodSource("wrongLocations")
  void aLocationThatDoesNotWork_isToldAtStart_withoutItsPassword(String location, String said)
      throws Exception {
    assertThat(FACTORY.opensStore(location)).isTrue();
    assertThat(FAILURES.get(location).get())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said)
        .satisfies(JdbcStoreFactoryTest::holdsNoPassword);
  }

  @Test
  void wrongPasswordOrDatabase_isToldAsThat() throws SQLException {
    String url = PostgresServer.url();
    assertThatThrownBy(() -> open(url.replace("/postgres?", "/nosuch?") + "&password=hunter2"))
        .hasMessageStartingWith("there is no such database; create it, or correct the name")
        .hasMessageContaining("database \"nosuch\" does not exist")
        .satisfies(JdbcStoreFactoryTest::holdsNoPassword);
    assertThatThrownBy(() -> open(url.replace("user=postgres", "user=nosuch&password=hunter2")))
        .hasMessageStartingWith("the database refuses the user or the password")
        .hasMessageContaining("role \"nosuch\" does not exist")
        .satisfies(JdbcStoreFactoryTest::holdsNoPassword);
    String h2 = "jdbc:h2:file:" + folder.resolve("secured");
    open(h2 + ";USER=ada;PASSWORD=right").close();
    assertThatThrownBy(() -> open(h2 + ";USER=ada;PASSWORD=hunter2"))
        .hasMessageStartingWith("the database refuses the user or the password")
        .satisfies(JdbcStoreFactoryTest::holdsNoPassword);
  }

  @Test
  void messageOfADriver_endsAtAPassword() {
    String said = "cannot read jdbc:x://u:a/hunter2@db/x?user=u&password=a&\"[';hunter2 at db";
    assertThat(ConnectFailure.of(new SQLException(said)))
        .hasMessage(
            "the database cannot be opened (cannot read jdbc:x://…@db/x?user=u&password=…)");
  }

  private static void holdsNoPassword(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("hunter2");
  }

  @Test
  void locationsOfTheDocumentation_areOurs() {
    String docs = Snippets.pages().stream().map(Snippets::read).collect(Collectors.joining());
    List<String> locations =
        Pattern.compile("(?m)grantlet\\.store *= ?([^\\s`]+)")
            .matcher(docs)
            .results()
            .map(found -> found.group(1))
            .filter(location -> !location.equals("memory") && !location.startsWith("${"))
            .toList();
    assertThat(locations).hasSizeGreaterThan(4).allMatch(FACTORY::opensStore);
  }

  @Test
  void otherLocations_areOthers() {
    assertThat(FACTORY.opensStore("memory")).isFalse();
    assertThat(FACTORY.opensOneTimeStore("redis://127.0.0.1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"select 1", "create table customer (id int)"})
  void tenNodes_startAtOnce(String before) throws Exception {
    String url = PostgresServer.emptyDatabase();
    PostgresServer.execute(before);
    ExecutorService threads = Executors.newFixedThreadPool(NODES);
    try {
      List<Callable<Stores>> starts =
          Stream.<Callable<Stores>>generate(() -> () -> open(url)).limit(NODES).toList();
      for (Future<Stores> node : threads.invokeAll(starts)) {
        try (Stores stores = node.get()) {
          assertThat(stores.grants().find("x")).isEmpty();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theApplicationsOwnTables_stayAsTheyAre() throws SQLException {
    String url = PostgresServer.emptyDatabase();
    PostgresServer.execute("create table customer (id int primary key)");
    open(url).close();
    PostgresServer.execute("insert into customer values (1)");
    open(url).close();
  }

  @Test
  void tablesThatOthersMake_areOnlyChecked() {
    String url = "jdbc:h2:file:" + folder.resolve("checked");
    Clock clock = Clock.systemUTC();
    assertThatThrownBy(() -> FACTORY.openStore(url, clock, false))
        .hasMessageContaining("run V1__stores.sql and then V2__issuers.sql and then ");
    assertThatThrownBy(() -> JdbcStores.open(TestConnections.of(url), clock, false))
        .hasMessageContaining("run V1__stores.sql and then V2__issuers.sql and then ");
    JdbcStores.open(TestConnections.of(url), clock).close();
    FACTORY.openStore(url, clock, false).close();
    Stores stores = JdbcStores.open(TestConnections.of(url), clock, false);
    assertThat(stores.grants().find("x")).isEmpty();
  }

  @Test
  void h2_losesNothingWithTheProcess() throws SQLException {
    String url = "jdbc:h2:file:" + folder.resolve("grantlet");
    Stores stores = open(url);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select setting_value from information_schema.settings where setting_name ="
                    + " 'WRITE_DELAY'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isZero();
    }
    stores.close();
  }
}
