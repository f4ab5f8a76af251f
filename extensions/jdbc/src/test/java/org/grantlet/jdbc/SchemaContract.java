package org.grantlet.jdbc;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the tables come into being and change, on each database. */
abstract class SchemaContract {
  private static final int NODES = 10;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final SchemaStep COMPATIBLE = new SchemaStep("V2.99__compatible.sql");
  private static final SchemaStep INCOMPATIBLE = new SchemaStep("V3__incompatible.sql");

  private static final List<String> ALL =
      SchemaStep.ALL.stream().map(step -> step.version().toString()).toList();

  private static final String ALL_FILES = files(0);

  private final ExecutorService threads = Executors.newFixedThreadPool(NODES);
  String url = "";

  /** The files from one on, as a message names them. */
  private static String files(int from) {
    return SchemaStep.ALL.stream().skip(from).map(SchemaStep::file).collect(joining(" and then "));
  }

  private static List<String> with(String version) {
    return Stream.concat(ALL.stream(), Stream.of(version)).toList();
  }

  abstract Dialect dialect();

  /** A database without tables. */
  abstract String emptyDatabase() throws SQLException;

  /** All columns and indexes. */
  abstract String structureQuery();

  /** The URL for a user who may read and write what is there, and make nothing. */
  abstract String plainUser() throws SQLException;

  /** Takes the lock as a node does that then dies; returns its death. */
  abstract Callable<?> holdLock() throws SQLException;

  @BeforeEach
  void start() throws SQLException {
    url = emptyDatabase();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private void open(boolean migrate) {
    new Schema(TestConnections.of(url)).open(migrate);
  }

  private static List<SchemaStep> with(SchemaStep... further) {
    return Stream.concat(SchemaStep.ALL.stream(), Stream.of(further)).toList();
  }

  private void openAs(SchemaStep... further) {
    new Schema(TestConnections.of(url), with(further), LONG).open(true);
  }

  private List<String> versions() throws SQLException {
    return query(
        dialect()
            .quoted(
                "select \"version\" from \"grantlet_schema_history\" where \"version\" is not null"
                    + " order by \"installed_rank\""));
  }

  @Test
  void emptyDatabase_getsTheTables_once() throws SQLException {
    open(true);
    open(true);
    open(false);
    assertThat(versions()).containsExactlyElementsOf(ALL);
    assertThat(query("select count(*) from grantlet_grant")).containsExactly("0");
  }

  @Test
  void nodeThatEndedAfterAnyStatement_isFollowedByOneThatGoesOn() throws SQLException {
    open(true);
    List<String> whole = query(structureQuery());
    List<String> all =
        SchemaStep.ALL.stream().flatMap(step -> step.statements(dialect()).stream()).toList();
    assertThat(all).hasSizeGreaterThan(20);
    for (int done = 0; done <= all.size(); done++) {
      url = emptyDatabase();
      execute(all.subList(0, done).toArray(String[]::new));
      open(true);
      assertThat(versions()).as("after %s", done).containsExactlyElementsOf(ALL);
      assertThat(query(structureQuery())).as("after %s", done).isEqualTo(whole);
    }
  }

  @Test
  void scriptsRunByOtherHands_areTheSame_andMayBeRunAgain() throws SQLException {
    for (int i = 0; i < 2; i++) {
      for (SchemaStep step : SchemaStep.ALL) {
        execute(step.statements(dialect()).toArray(String[]::new));
      }
    }
    open(false);
    assertThat(versions()).containsExactlyElementsOf(ALL);
  }

  @Test
  void tenNodes_migrateOnce_whateverTheirConnectionsAreLike() throws Exception {
    List<Callable<Boolean>> nodes = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      boolean strict = i % 2 == 0;
      nodes.add(
          () -> {
            DataSource source = TestConnections.of(url);
            new Schema(strict ? TestConnections.strict(source) : source).open(true);
            return true;
          });
    }
    for (Future<Boolean> node : threads.invokeAll(nodes)) {
      assertThat(node.get()).isTrue();
    }
    assertThat(versions()).containsExactlyElementsOf(ALL);
  }

  @Test
  void connectionsOfTheApplication_areGivenBackAsTheyWere() throws SQLException {
    try (Connection connection = TestConnections.of(url).getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      connection.setAutoCommit(false);
      int timeout = connection.getNetworkTimeout();
      new Schema(TestConnections.first(connection, TestConnections.of(url))).open(true);
      assertThat(connection.getAutoCommit()).isFalse();
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
      assertThat(connection.getNetworkTimeout()).isEqualTo(timeout);
    }
    assertThat(versions()).containsExactlyElementsOf(ALL);
  }

  @Test
  void waitForAnotherNode_isBounded_andEndsWithThatNode() throws Exception {
    Callable<?> death = holdLock();
    Schema impatient = new Schema(TestConnections.of(url), SchemaStep.ALL, Duration.ofSeconds(1));
    assertThatThrownBy(() -> impatient.open(true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the tables have been locked for 1 seconds, by another node")
        .hasMessageContaining("if that node is dead, end its database session");
    Future<?> patient = threads.submit(() -> open(true));
    death.call();
    patient.get(LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(versions()).containsExactlyElementsOf(ALL);
  }

  @Test
  void newerCompatibleVersion_isUsed() throws SQLException {
    openAs(COMPATIBLE);
    assertThat(versions()).containsExactlyElementsOf(with("2.99"));
    assertThatCode(() -> open(true)).doesNotThrowAnyException();
    assertThatCode(() -> open(false)).doesNotThrowAnyException();
    assertThat(versions()).containsExactlyElementsOf(with("2.99"));
  }

  @Test
  void newerIncompatibleVersion_isRefused() {
    openAs(COMPATIBLE, INCOMPATIBLE);
    assertThatThrownBy(() -> open(true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the tables are at version 3, which a newer Grantlet has made; this one can use"
                + " versions up to 2.x: start the newer one");
  }

  @Test
  void withoutMigration_missingScriptsAreNamed() throws SQLException {
    assertThatThrownBy(() -> open(false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            ": run "
                + ALL_FILES
                + " from the folder org/grantlet/jdbc/"
                + dialect().scripts()
                + " of grantlet-jdbc's jar")
        .hasMessageContaining("grantlet.jdbc.migrate=true");
    execute(SchemaStep.ALL.get(0).statements(dialect()).toArray(String[]::new));
    assertThatThrownBy(() -> open(false))
        .hasMessageContaining(": run " + files(1) + " from the folder");
    assertThat(versions()).containsExactly("1");
  }

  @Test
  void userWhoMayMakeNoTables_isToldWhichScriptsToRun() throws SQLException {
    Schema first = new Schema(TestConnections.of(plainUser()));
    assertThatThrownBy(() -> first.open(true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the database user may not make or change tables in schema ")
        .hasMessageContaining("run " + ALL_FILES);

    execute(SchemaStep.ALL.get(0).statements(dialect()).toArray(String[]::new));
    Schema second = new Schema(TestConnections.of(plainUser()));
    assertThatThrownBy(() -> second.open(true))
        .hasMessageStartingWith("the database user may not make or change tables in schema ")
        .hasMessageContaining("run " + files(1));

    for (SchemaStep step : SchemaStep.ALL) {
      execute(step.statements(dialect()).toArray(String[]::new));
    }
    new Schema(TestConnections.of(plainUser())).open(true);
  }

  /** The URL for tables in another schema. */
  abstract String inSchema(String schema);

  private void dropSchema(String name) throws SQLException {
    execute("drop schema if exists " + name + (dialect() == Dialect.MARIADB ? "" : " cascade"));
  }

  /** Metadata take "_" for any character. */
  @Test
  void schemaOfASimilarName_isAnother() throws SQLException {
    execute("create schema tenant_1", "create schema tenantx1");
    try {
      new Schema(TestConnections.of(inSchema("tenantx1"))).open(true);
      new Schema(TestConnections.of(inSchema("tenant_1"))).open(true);
      assertThat(query("select count(*) from tenant_1.grantlet_grant")).containsExactly("0");
    } finally {
      dropSchema("tenant_1");
      dropSchema("tenantx1");
    }
  }

  @Test
  void schemaOfTheConnection_isWhereTheTablesAre() throws SQLException {
    dropSchema("tenant");
    execute("create schema tenant");
    new Schema(TestConnections.of(inSchema("tenant"))).open(true);
    assertThatThrownBy(() -> open(false)).hasMessageContaining("run V1__stores.sql");
    open(true);
    assertThat(query("select count(*) from tenant.grantlet_grant")).containsExactly("0");
    assertThat(query("select count(*) from grantlet_grant")).containsExactly("0");
  }
}
