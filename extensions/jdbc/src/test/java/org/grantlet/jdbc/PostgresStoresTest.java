package org.grantlet.jdbc;

import java.sql.SQLException;

/** The contracts on PostgreSQL. */
class PostgresStoresTest extends StoresContract {
  @Override
  String emptyDatabase() throws SQLException {
    return PostgresServer.emptyDatabase();
  }
}
