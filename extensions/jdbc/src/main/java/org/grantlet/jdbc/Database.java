package org.grantlet.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.store.UnstorableException;
import org.jspecify.annotations.Nullable;

/** Runs statements and transactions, and classifies failures. Thread-safe. */
final class Database implements AutoCloseable {
  /** The SQL state of a unique constraint that was about to be violated; MariaDB's has a number. */
  private static final String UNIQUE = "23505";

  private static final int UNIQUE_IN_MARIADB = 1062;

  private static final int ATTEMPTS = 20;
  private static final long PAUSE_NANOS = 5_000_000;

  /**
   * Classes of SQL states: data exceptions, constraints, and PostgreSQL's limits (an index entry
   * that is too long).
   */
  private static final List<String> DATA_ERRORS = List.of("22", "23", "54");

  /** Reads a row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What a transaction does. */
  @FunctionalInterface
  interface Work<T> {
    Optional<T> run(Transaction transaction) throws SQLException;
  }

  @FunctionalInterface
  private interface Attempt<T> {
    T run() throws SQLException;
  }

  private static final int UNKNOWN = -1;

  private final DataSource dataSource;
  private final Runnable close;

  /** That of all connections of the data source; asking each time would be a round trip. */
  private volatile int isolation = UNKNOWN;

  /**
   * A database.
   *
   * @param close releases the data source, if it is ours
   */
  Database(DataSource dataSource, Runnable close) {
    this.dataSource = dataSource;
    this.close = close;
  }

  <T> List<T> list(String sql, Row<T> row, @Nullable Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  <T> Optional<T> find(String sql, Row<T> row, @Nullable Object... parameters) {
    return list(sql, row, parameters).stream().findFirst();
  }

  /**
   * Changes rows.
   *
   * @return how many; 0 too if a row with such a key is there
   */
  int update(String sql, @Nullable Object... parameters) {
    return again(() -> updateOnce(sql, parameters));
  }

  /**
   * Runs several statements in one transaction, each of which sees what was committed before it.
   *
   * @param work may be run several times, when others are in its way
   * @return what the work returns; empty, and nothing is changed, if that is empty, or if a row
   *     with a key that it inserts is there
   */
  <T> Optional<T> transaction(Work<T> work) {
    return again(() -> runOnce(work));
  }

  private static <T> T again(Attempt<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.run();
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !isRolledBack(e)) {
          throw failure(e);
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * PAUSE_NANOS));
      }
    }
  }

  /** Nothing of the statement is done: another one was in its way (MariaDB locks gaps, too). */
  private static boolean isRolledBack(SQLException e) {
    return String.valueOf(e.getSQLState()).startsWith("40");
  }

  private int updateOnce(String sql, @Nullable Object... parameters) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      int count = statement.executeUpdate();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return count;
    } catch (SQLException e) {
      if (isDuplicate(e)) {
        return 0;
      }
      throw e;
    }
  }

  private static boolean isDuplicate(SQLException e) {
    return UNIQUE.equals(e.getSQLState()) || e.getErrorCode() == UNIQUE_IN_MARIADB;
  }

  private <T> Optional<T> runOnce(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      int before = isolation == UNKNOWN ? connection.getTransactionIsolation() : isolation;
      isolation = before;
      try {
        if (before != Connection.TRANSACTION_READ_COMMITTED) {
          connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        connection.setAutoCommit(false);
        Optional<T> result = work.run(new Transaction(connection));
        if (result.isPresent()) {
          connection.commit();
        } else {
          connection.rollback();
        }
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(autoCommit);
        if (before != Connection.TRANSACTION_READ_COMMITTED) {
          connection.setTransactionIsolation(before);
        }
      }
    } catch (SQLException e) {
      if (isDuplicate(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    close.run();
  }

  static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    bind(statement, parameters);
    return statement;
  }

  static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      if (value == null) {
        statement.setNull(i + 1, Types.NULL);
      } else if (value instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  /** A value that does not fit will not fit later either. */
  private static GrantletException failure(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return DATA_ERRORS.stream().anyMatch(state::startsWith)
        ? new UnstorableException("The database does not take a value: SQL state " + state, e)
        : new GrantletException(ErrorCode.UNAVAILABLE, "The database cannot be asked right now", e);
  }
}
