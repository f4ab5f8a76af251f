package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How PostgreSQL goes about the outbox: no search reads a table, or what waits in a line. */
class EventPlansTest {
  /** What one search may look at beside what it finds. */
  private static final int ROWS = 600;

  /**
   * Four recipients; of each 5,000 grants the last of four events is open, but for one recipient
   * that has heard nothing.
   */
  private static final String FILL =
      """
      insert into grantlet_event (id, event_type, happened_at, grant_id, account_id, grant_position, body)
        select 'event-' || i, 'grant.updated', i, 'grant-' || i %% 5000, 'account-' || i %% 5000, i, '{}'
        from generate_series(1, %1$d) i;
      insert into grantlet_delivery (recipient, event_id, grant_id, grant_position, status, due_at, attempts,
          failures, ended_at)
        select 'listener:' || r, 'event-' || i, 'grant-' || i %% 5000, i,
          case when r = 0 or i > %1$d - 100 then 'open' when i %% 1000 = 0 then 'set_aside' else 'heard' end,
          case when (r = 0 and i <= 5000) or i > %1$d - 100 then i end, 0, 0, i
        from generate_series(1, %1$d) i, generate_series(0, 3) r;
      insert into grantlet_subscription (recipient, event_types)
        select 'listener:' || r, 'grant.updated' from generate_series(0, 3) r;
      """;

  /**
   * What PostgreSQL knows of the 80,000 deliveries is no sample of them: 300 rows for each of
   * these.
   */
  private static final String ALL_ROWS =
      "alter table grantlet_delivery alter column recipient set statistics 300";

  @BeforeAll
  static void fill() throws SQLException {
    new Schema(TestConnections.of(PostgresServer.emptyDatabase())).open(true);
    PostgresServer.execute(FILL.formatted(20_000));
    PostgresServer.execute(ALL_ROWS);
    for (String table : List.of("grantlet_event", "grantlet_delivery", "grantlet_subscription")) {
      PostgresServer.execute("vacuum analyze " + table);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select s.recipient from grantlet_subscription s where exists (select 1 from"
            + " grantlet_delivery d where d.recipient = s.recipient and d.due_at <= 30000) order by"
            + " s.recipient",
        EventRows.DELIVERIES
            + "d.recipient = 'listener:0' and d.due_at <= 30000 order by d.due_at limit"
            + " 8",
        EventRows.DELIVERIES
            + "d.status = 'set_aside' order by d.ended_at desc, d.event_id, d.recipient limit 10"
            + " offset 0",
        "select recipient, event_id, grant_id, grant_position, due_at, holder from"
            + " grantlet_delivery where grant_id in ('grant-77', 'grant-78') and status = 'open'"
            + " order by grant_id, grant_position, recipient",
        "select * from grantlet_event where happened_at >= 15000 and (happened_at, id) > (15000,"
            + " '') order by happened_at, id limit 500",
        "select id from grantlet_event where account_id = 'account-77'"
      })
  void search_isByAnIndex(String sql) throws SQLException {
    List<String> plan = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(PostgresServer.url());
        PreparedStatement statement =
            connection.prepareStatement("explain (analyze, timing off, buffers off) " + sql);
        ResultSet lines = statement.executeQuery()) {
      while (lines.next()) {
        plan.add(lines.getString(1));
      }
    }
    assertThat(plan)
        .as(sql)
        .noneMatch(line -> line.matches(".*Seq Scan on grantlet_(event|delivery).*"));
    assertThat(plan.stream().filter(line -> line.contains("Rows Removed")))
        .as(() -> sql + String.join("\n", plan))
        .allMatch(line -> Integer.parseInt(line.replaceAll("\\D", "")) <= ROWS);
  }
}
