package org.grantlet.jdbc;

import java.sql.SQLException;

/** The contracts on MariaDB, where it is installed. */
class MariaDbStoresTest extends StoresContract {
  @Override
  String emptyDatabase() throws SQLException {
    return MariaDbServer.emptyDatabase();
  }
}
