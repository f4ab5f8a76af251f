package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcStoreFactoryTest {
  private static final int NODES = 10;

  private final StoreFactory factory = new JdbcStoreFactory();
  @TempDir private Path folder;

  private Stores open(String location) {
    return factory.openStore(location, Clock.systemUTC());
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:nosuch:thing;password=hunter2, no JDBC driver",
    "jdbc:postgresql://127.0.0.1:1/x?user=u&password=hunter2, does not let us in",
    "jdbc:h2:file:./x;IFEXISTS=TRUE;PASSWORD=hunter2, does not let us in",
    "jndi:java:comp/env/jdbc/none, no data source",
    "jndi:ldap://127.0.0.1/x, no URL",
  })
  void aLocationThatDoesNotWork_isToldAtStart_withoutItsPassword(String location, String said) {
    assertThat(factory.opensStore(location)).isTrue();
    assertThatThrownBy(() -> open(location))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void locationsOfTheDocumentation_areOurs() {
    String docs = Snippets.pages().stream().map(Snippets::read).collect(Collectors.joining());
    List<String> locations =
        Pattern.compile("(?m)grantlet\\.store *= ?([^ `]+)")
            .matcher(docs)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(locations).hasSizeGreaterThan(4).allMatch(factory::opensStore);
  }

  @Test
  void otherLocations_areOthers() {
    assertThat(factory.opensStore("memory")).isFalse();
    assertThat(factory.opensOneTimeStore("redis://127.0.0.1")).isFalse();
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
  void tablesMadeByHand_serveAUserWhoMayMakeNone() throws Exception {
    String url = PostgresServer.emptyDatabase();
    PostgresServer.execute(tables());
    PostgresServer.execute(
        """
        revoke create on schema public from public;
        grant usage on schema public to public;
        drop role if exists shop;
        create role shop login;
        grant select, insert, update, delete on all tables in schema public to shop;
        """);
    Stores stores = open(url.replace("user=postgres", "user=shop"));
    assertThat(stores.grants().lease("g", "a", Instant.now(), Instant.now())).isTrue();
    stores.close();
  }

  /** The scripts, and what the documentation has people run after them. */
  static String tables() throws IOException {
    Path folder = Path.of("src", "main", "resources", "org/grantlet/jdbc/migration");
    StringBuilder sql = new StringBuilder();
    try (Stream<Path> scripts = Files.list(folder)) {
      for (Path script : scripts.sorted().toList()) {
        sql.append(Files.readString(script));
      }
    }
    return sql + Snippets.named("schema-history");
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
