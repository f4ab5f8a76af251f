package org.grantlet.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.grantlet.testing.Patience;
import org.grantlet.testing.ScratchFolder;

/** A PostgreSQL server of the test run's own, which ends with it. */
final class PostgresServer {
  private static final EmbeddedPostgres SERVER = start();

  private PostgresServer() {}

  /** The URL of a database that is empty. */
  static String emptyDatabase() throws SQLException {
    execute("drop schema public cascade; create schema public");
    return url();
  }

  static String url() {
    return SERVER.getJdbcUrl("postgres", "postgres");
  }

  static void execute(String sql) throws SQLException {
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setRegisterShutdownHook(true)
          .setPGStartupWait(Patience.LIMIT)
          .setDataDirectory(ScratchFolder.create("grantlet-postgresql"))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
