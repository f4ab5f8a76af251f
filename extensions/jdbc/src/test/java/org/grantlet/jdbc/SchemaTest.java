package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Nested
  class H2 extends SchemaContract {
    @Override
    Dialect dialect() {
      return Dialect.H2;
    }

    @Override
    String inSchema(String schema) {
      return url + ";SCHEMA=" + schema;
    }

    @Override
    String emptyDatabase() {
      return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    @Override
    String structureQuery() {
      return """
      select concat_ws(' ', table_name, column_name, data_type, character_maximum_length,
          is_nullable)
        from information_schema.columns where table_schema = 'PUBLIC'
      union select concat_ws(' ', table_name, ordinal_position, column_name, is_unique)
        from information_schema.index_columns where table_schema = 'PUBLIC'
      order by 1
      """;
    }

    @Override
    String plainUser() throws SQLException {
      execute(
          "create user if not exists shop password 'x'",
          "grant select, insert, update, delete on schema public to shop");
      return url.replace(";DB_CLOSE_DELAY=-1", ";USER=shop;PASSWORD=x");
    }

    @Override
    Callable<?> holdLock() throws SQLException {
      DataSource source = TestConnections.of(url);
      Deque<Connection> opened = new ArrayDeque<>();
      Connection node = source.getConnection();
      Dialect.H2.lock(node, TestConnections.observed(source, opened::add), Duration.ofSeconds(10));
      String session = one(opened.getLast(), "select session_id()");
      return () -> one(node, "select abort_session(" + session + ")");
    }
  }

  @Nested
  class Postgres extends SchemaContract {
    @Override
    Dialect dialect() {
      return Dialect.POSTGRESQL;
    }

    @Override
    String inSchema(String schema) {
      return url + "&currentSchema=" + schema;
    }

    @Override
    String emptyDatabase() throws SQLException {
      return PostgresServer.emptyDatabase();
    }

    @Override
    String structureQuery() {
      return """
      select concat_ws(' ', table_name, column_name, data_type, character_maximum_length,
          is_nullable)
        from information_schema.columns where table_schema = 'public'
      union select indexdef from pg_indexes where schemaname = 'public'
      order by 1
      """;
    }

    @Override
    String plainUser() throws SQLException {
      execute(
          "revoke create on schema public from public",
          "grant usage on schema public to public",
          "do $$ begin create role shop login; exception when duplicate_object then null; end $$",
          "grant select, insert, update, delete on all tables in schema public to shop");
      return url.replace("user=postgres", "user=shop");
    }

    @Test
    void userWhoMayNotReadTheHistory_isTold() throws SQLException {
      Schema schema = new Schema(TestConnections.of(plainUser()));
      new Schema(TestConnections.of(url)).open(true);
      assertThatThrownBy(() -> schema.open(true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the database user may not read grantlet_schema_history (ERROR: permission denied for"
                  + " table grantlet_schema_history): it needs select on that table, and select,"
                  + " insert, update and delete on the others");
    }

    @Override
    Callable<?> holdLock() throws SQLException {
      Connection node = TestConnections.of(url).getConnection();
      node.setAutoCommit(false);
      Dialect.POSTGRESQL.lock(node, TestConnections.of(url), Duration.ofSeconds(10));
      String session = one(node, "select pg_backend_pid()");
      return () -> query("select pg_terminate_backend(" + session + ")");
    }
  }

  @Nested
  class MariaDb extends SchemaContract {
    @Override
    Dialect dialect() {
      return Dialect.MARIADB;
    }

    @Override
    String inSchema(String schema) {
      return MariaDbServer.url(schema);
    }

    @Override
    String emptyDatabase() throws SQLException {
      return MariaDbServer.emptyDatabase();
    }

    @Override
    String structureQuery() {
      return """
      select concat_ws(' ', table_name, column_name, column_type, collation_name, is_nullable)
        from information_schema.columns where table_schema = database()
      union select concat_ws(' ', table_name, index_name, seq_in_index, column_name, non_unique)
        from information_schema.statistics where table_schema = database()
      order by 1
      """;
    }

    @Override
    String plainUser() throws SQLException {
      execute(
          "create user if not exists shop identified by 'x'",
          "grant select, insert, update, delete on grantlet.* to shop");
      return url.replace("user=root", "user=shop&password=x");
    }

    @Override
    Callable<?> holdLock() throws SQLException {
      Connection node = TestConnections.of(url).getConnection();
      Dialect.MARIADB.lock(node, TestConnections.of(url), Duration.ofSeconds(10));
      String session = one(node, "select connection_id()");
      return () -> {
        execute("kill " + session);
        return null;
      };
    }

    @Test
    void modeThatCutsValues_isRefused() throws SQLException {
      Schema schema =
          new Schema(
              TestConnections.of(url + "&sessionVariables=sql_mode='NO_ENGINE_SUBSTITUTION'"));
      assertThatThrownBy(() -> schema.open(true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("add STRICT_TRANS_TABLES");
    }
  }
}
