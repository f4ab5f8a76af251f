package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Grants are counted along an index of provider and status: no database has to sort or to hash the
 * table. Which plan PostgreSQL prefers depends on what its vacuum has seen, so it is left no other.
 */
class SummaryPlansTest {
  private static final String INDEX = "grantlet_grant_both_";

  @Test
  void postgres_countsInTheOrderOfTheIndex() throws SQLException {
    String url = PostgresServer.emptyDatabase();
    List<String> plan =
        plan(
            url,
            "set enable_seqscan = off; set enable_hashagg = off; set enable_sort = off",
            "explain " + JdbcGrantStore.SUMMARY);
    assertThat(String.join("\n", plan))
        .contains("GroupAggregate", INDEX)
        .doesNotContain("Sort", "Seq Scan", "Hash");
  }

  @Test
  void mariaDb_readsTheIndexAlone() throws SQLException {
    List<String> plan =
        plan(MariaDbServer.emptyDatabase(), "select 1", "explain " + JdbcGrantStore.SUMMARY);
    assertThat(plan).hasSize(1);
    assertThat(plan.get(0)).contains(INDEX, "Using index").doesNotContain("temporary", "filesort");
  }

  @Test
  void h2_countsInTheOrderOfTheIndex(@TempDir Path folder) throws SQLException {
    List<String> plan =
        plan(
            "jdbc:h2:file:" + folder.resolve("grantlet"),
            "select 1",
            "explain " + JdbcGrantStore.SUMMARY);
    assertThat(String.join("\n", plan).toLowerCase(Locale.ROOT))
        .contains(INDEX, "group sorted")
        .doesNotContain("tablescan");
  }

  private static List<String> plan(String url, String before, String explain) throws SQLException {
    new Schema(TestConnections.of(url)).open(true);
    List<String> plan = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(before);
      try (ResultSet rows = statement.executeQuery(explain)) {
        while (rows.next()) {
          StringBuilder row = new StringBuilder();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.append(rows.getString(i)).append(' ');
          }
          plan.add(row.toString());
        }
      }
    }
    return plan;
  }
}
