package org.grantlet.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.grantlet.internal.text.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables up to date, or checks that they are. {@code grantlet_schema_history} says which
 * version they have. Its columns are Flyway's: earlier versions of Grantlet wrote it so.
 */
final class Schema {
  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
  private static final String HISTORY = "grantlet_schema_history";

  /** For another node. */
  private static final Duration WAIT = Duration.ofSeconds(60);

  /** For one statement: an index of a large table takes its time. */
  private static final int STATEMENT_MILLIS = 600_000;

  private final DataSource dataSource;
  private final List<SchemaStep> steps;
  private final Duration wait;

  Schema(DataSource dataSource) {
    this(dataSource, SchemaStep.ALL, WAIT);
  }

  /**
   * A schema.
   *
   * @param steps oldest first; the last one makes the version that this code knows
   */
  Schema(DataSource dataSource, List<SchemaStep> steps, Duration wait) {
    this.dataSource = dataSource;
    this.steps = steps;
    this.wait = wait;
  }

  /**
   * Makes what is missing, or says what is.
   *
   * @param migrate whether the tables may be changed
   * @throws IllegalArgumentException if the database cannot be used as it is
   */
  void open(boolean migrate) {
    try (Connection connection = connect()) {
      Dialect dialect = Dialect.of(connection);
      List<SchemaStep> missing = missing(connection, dialect);
      if (missing.isEmpty()) {
        return;
      }
      if (!migrate) {
        throw SchemaFailure.missing(place(connection), dialect, missing);
      }
      try {
        change(connection, dialect);
      } catch (SQLException e) {
        throw SchemaFailure.ofChange(e, place(connection), dialect, missing, wait);
      }
    } catch (SQLException e) {
      throw SchemaFailure.ofRead(e);
    }
  }

  private Connection connect() {
    try {
      return dataSource.getConnection();
    } catch (SQLException e) {
      throw ConnectFailure.of(e);
    }
  }

  private List<SchemaStep> missing(Connection connection, Dialect dialect) throws SQLException {
    SchemaVersion known = steps.get(steps.size() - 1).version();
    SchemaVersion present = version(connection, dialect);
    if (present.major() > known.major()) {
      throw SchemaFailure.tooNew(present, known);
    }
    if (present.compareTo(known) > 0) {
      LOG.info(
          "The tables are at version {}; this Grantlet knows {}, and can go on", present, known);
    }
    return steps.stream().filter(step -> step.version().compareTo(present) > 0).toList();
  }

  private static SchemaVersion version(Connection connection, Dialect dialect) throws SQLException {
    List<SchemaVersion> versions = new ArrayList<>(List.of(SchemaVersion.NONE));
    if (hasHistory(connection)) {
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  dialect.quoted(
                      "select \"version\" from \"grantlet_schema_history\""
                          + " where \"success\" and \"version\" is not null"))) {
        while (rows.next()) {
          versions.add(SchemaVersion.of(rows.getString(1)));
        }
      }
    }
    return versions.stream().max(SchemaVersion::compareTo).orElseThrow();
  }

  /** Whether it is in the schema that tables are made in; those of other schemas are others'. */
  private static boolean hasHistory(Connection connection) throws SQLException {
    String schema = connection.getSchema();
    try (ResultSet tables =
        connection.getMetaData().getTables(connection.getCatalog(), schema, HISTORY, null)) {
      while (tables.next()) { // the names that were asked for are patterns
        if (HISTORY.equals(tables.getString("TABLE_NAME"))
            && Objects.equals(schema, tables.getString("TABLE_SCHEM"))) {
          return true;
        }
      }
      return false;
    }
  }

  /** In MariaDB, a schema is a database, and JDBC calls it a catalog. */
  private static String place(Connection connection) throws SQLException {
    String schema = connection.getSchema();
    return String.valueOf(schema == null ? connection.getCatalog() : schema);
  }

  private void change(Connection connection, Dialect dialect) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    int isolation = connection.getTransactionIsolation();
    int timeout = connection.getNetworkTimeout();
    if (!autoCommit) {
      connection.rollback();
    }
    try {
      connection.setNetworkTimeout(Runnable::run, STATEMENT_MILLIS);
      // What the node before us has done must be seen after the wait for it.
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
      Dialect.Lock lock = dialect.lock(connection, dataSource, wait);
      try {
        for (SchemaStep step : missing(connection, dialect)) {
          run(connection, dialect, step);
        }
        connection.commit();
      } finally {
        lock.close();
      }
    } finally {
      restore(connection, autoCommit, isolation, timeout);
    }
  }

  private static void run(Connection connection, Dialect dialect, SchemaStep step)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : step.statements(dialect)) {
        statement.execute(sql);
      }
    }
    LOG.info("The tables are at version {}", step.version());
  }

  /** The connection may be the application's. */
  private static void restore(
      Connection connection, boolean autoCommit, int isolation, int timeout) {
    try {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
      connection.setTransactionIsolation(isolation);
      connection.setNetworkTimeout(Runnable::run, timeout);
    } catch (SQLException e) {
      LOG.debug("A connection cannot be used any more: {}", Reason.of(e));
    }
  }
}
