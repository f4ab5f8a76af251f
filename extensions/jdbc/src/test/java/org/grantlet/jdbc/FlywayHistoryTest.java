package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases whose tables Flyway has made, as in earlier versions of Grantlet. */
class FlywayHistoryTest {
  private static final String H2 = "h2";

  private static String emptyDatabase(String product) throws SQLException {
    return product.equals(H2)
        ? "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"
        : PostgresServer.emptyDatabase();
  }

  private static Flyway flyway(String url, String target) {
    return Flyway.configure(FlywayHistoryTest.class.getClassLoader())
        .dataSource(TestConnections.of(url))
        .table("grantlet_schema_history")
        .locations("classpath:org/grantlet/jdbc/flyway")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target(target)
        .load();
  }

  private static List<String> query(String url, String sql) throws SQLException {
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

  private static List<String> history(String url) throws SQLException {
    return query(
        url,
        "select concat_ws(' ', \"version\", \"script\", \"checksum\") from"
            + " \"grantlet_schema_history\" where \"version\" <> '0' order by \"installed_rank\"");
  }

  private static void update(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {H2, "postgresql"})
  void historyOfFlyway_isContinued_andFlywayFindsItRight(String product) throws SQLException {
    for (String version : List.of("1", "2")) {
      for (String before : List.of("select 1", "create table customer (id int)")) {
        String url = emptyDatabase(product);
        update(url, before);
        flyway(url, version).migrate();
        new Schema(TestConnections.of(url)).open(true);
        assertThat(history(url))
            .as("from %s, after %s", version, before)
            .startsWith("1 V1__stores.sql 1289558306", "2 V2__issuers.sql 1205599265")
            .hasSameSizeAs(SchemaStep.ALL);
        assertThat(query(url, "select issuer from grantlet_grant")).isEmpty();
        assertThat(flyway(url, "latest").migrate().migrationsExecuted).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {H2, "postgresql"})
  void nodeOfAnEarlierVersion_startsOnTablesThatWeMade(String product) throws SQLException {
    String url = emptyDatabase(product);
    new Schema(TestConnections.of(url)).open(true);
    assertThat(flyway(url, "latest").migrate().migrationsExecuted).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {H2, "postgresql"})
  void migrationThatFailedUnderFlyway_isDoneAgain(String product) throws SQLException {
    String url = emptyDatabase(product);
    flyway(url, "1").migrate();
    update(url, "alter table grantlet_grant add column issuer varchar(512)");
    update(
        url,
        "insert into \"grantlet_schema_history\" values (9, '2', 'issuers', 'SQL',"
            + " 'V2__issuers.sql', 1, 'x', current_timestamp, 1, false)");
    new Schema(TestConnections.of(url)).open(true);
    assertThat(
            query(
                url,
                "select count(*) from \"grantlet_schema_history\" where \"version\" = '2' and"
                    + " \"success\""))
        .containsExactly("1");
    assertThat(query(url, "select issuer from grantlet_grant")).isEmpty();
  }
}
