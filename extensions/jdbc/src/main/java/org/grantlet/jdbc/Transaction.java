package org.grantlet.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of one transaction. Not thread-safe. */
final class Transaction {
  /** Fewer than any database takes as parameters of one statement. */
  private static final int IN_LIST = 500;

  private final Connection connection;

  Transaction(Connection connection) {
    this.connection = connection;
  }

  <T> List<T> list(String sql, Database.Row<T> row, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = Database.prepare(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    }
  }

  /**
   * Rows that are in a list.
   *
   * @param sql with one {@code %s} in the place of the list, before all other parameters
   */
  <T> List<T> in(String sql, List<?> list, Database.Row<T> row, @Nullable Object... parameters)
      throws SQLException {
    List<T> found = new ArrayList<>();
    for (int from = 0; from < list.size(); from += IN_LIST) {
      List<?> part = list.subList(from, Math.min(list.size(), from + IN_LIST));
      List<@Nullable Object> all = new ArrayList<>(part);
      Collections.addAll(all, parameters);
      String marks = String.join(", ", Collections.nCopies(part.size(), "?"));
      found.addAll(list(sql.formatted(marks), row, all.toArray()));
    }
    return found;
  }

  /** Changes rows; returns how many. */
  int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = Database.prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** Runs one statement for each row of parameters; returns how many rows each changed. */
  int[] batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        Database.bind(statement, row);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }
}
