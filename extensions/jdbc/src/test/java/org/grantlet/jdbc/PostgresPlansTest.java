package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.grantlet.GrantQuery;
import org.grantlet.GrantQuery.SortBy;
import org.grantlet.GrantStatus;
import org.grantlet.store.Stores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How PostgreSQL goes about each query: no page of grants is found by reading the table. */
class PostgresPlansTest {
  private static final int GRANTS = 20_000;

  /** What one page may look at: itself, and what a filter without an index of its own drops. */
  private static final int ROWS = 1_000;

  private static final String FILL =
      """
      insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email,
          account_id, provider_user_id, ip, created_at, updated_at, expires_at, refreshed_at, body,
          tokens)
        select 'grant-' || i, 1, 'key-' || i, 'provider-' || i %% 10, 'integration',
          case when i %% 9 = 0 then 'invalid' else 'valid' end, 'user-' || i %% 5000 || '@example.com',
          'account-' || i %% 5000, 'subject-' || i, '192.0.2.' || i %% 200, i * 1000, i * 1000, i, i * 1000, '{}',
          ''
        from generate_series(1, %d) i
      """;

  /** Each filter, switched on or off by a bit. */
  private static final List<UnaryOperator<GrantQuery.Builder>> FILTERS =
      List.of(
          query -> query.provider("provider-3"),
          query -> query.status(GrantStatus.INVALID),
          query -> query.email("user-77@example.com"),
          query -> query.accountId("account-77"),
          query -> query.ip("192.0.2.77"),
          query -> query.since(Instant.ofEpochSecond(GRANTS - 100)));

  private static Connection connection;

  @BeforeAll
  static void fill() throws SQLException {
    try (Stores stores =
        new JdbcStoreFactory().openStore(PostgresServer.emptyDatabase(), clock())) {
      assertThat(stores.grants().find("none")).isEmpty();
    }
    PostgresServer.execute(FILL.formatted(GRANTS));
    PostgresServer.execute("vacuum analyze grantlet_grant");
    connection = DriverManager.getConnection(PostgresServer.url());
  }

  private static Clock clock() {
    return Clock.systemUTC();
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  static Stream<GrantQuery> queries() {
    return IntStream.range(0, 1 << FILTERS.size())
        .mapToObj(
            bits -> {
              GrantQuery.Builder query = GrantQuery.builder();
              for (int i = 0; i < FILTERS.size(); i++) {
                if ((bits >> i & 1) == 1) {
                  query = FILTERS.get(i).apply(query);
                }
              }
              return query;
            })
        .flatMap(
            query ->
                Stream.of(
                    query.sortBy(SortBy.CREATED_AT).build(),
                    query.sortBy(SortBy.UPDATED_AT).build()));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aPage_isFoundByAnIndex(GrantQuery query) throws SQLException {
    GrantQuerySql sql = new GrantQuerySql(query);
    assertIndexed(sql.text(), sql.parameters());
  }

  @Test
  void aPage_leavesTheTokensInTheDatabase() throws SQLException {
    GrantQuerySql sql = new GrantQuerySql(GrantQuery.builder().build());
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      ResultSetMetaData columns = statement.getMetaData();
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        names.add(columns.getColumnName(i));
      }
      assertThat(names).contains("id", "body").doesNotContain("tokens");
    }
  }

  @Test
  void grantsOfASubject_andThoseWithoutAnIssuer_areFoundByAnIndex() throws SQLException {
    assertIndexed(
        "select * from grantlet_grant where provider_user_id = ? and provider = ?",
        "subject-77",
        "provider-7");
    assertIndexed(
        "select * from grantlet_grant where integration_id = ? and issuer is null", "other");
  }

  @ParameterizedTest
  @CsvSource({"refreshed_at, 9000000, 8000000", "expires_at, 9000, 8000"})
  void grantsToRefresh_areFoundByAnIndex(String time, long before, long after) throws SQLException {
    assertIndexed(
        "select * from grantlet_grant where status = 'valid' and %1$s < ? and (%1$s, id) > (?, ?)"
                .formatted(time)
            + " order by %s, id limit 100".formatted(time),
        before,
        after,
        "grant-8000");
  }

  private static void assertIndexed(String sql, Object... parameters) throws SQLException {
    List<String> plan = plan(sql, parameters);
    assertThat(plan).as(sql).noneMatch(line -> line.contains("Seq Scan"));
    assertThat(plan.stream().filter(line -> line.contains("Rows Removed")))
        .as(() -> sql + String.join("\n", plan))
        .allMatch(line -> Integer.parseInt(line.replaceAll("\\D", "")) <= ROWS);
  }

  private static List<String> plan(String sql, Object... parameters) throws SQLException {
    List<String> plan = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("explain (analyze, timing off, buffers off) " + sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet lines = statement.executeQuery()) {
        while (lines.next()) {
          plan.add(lines.getString(1));
        }
      }
    }
    return plan;
  }
}
