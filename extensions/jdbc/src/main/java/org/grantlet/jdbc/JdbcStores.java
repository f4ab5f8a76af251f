package org.grantlet.jdbc;

import java.time.Clock;
import javax.sql.DataSource;
import org.grantlet.store.Stores;

/** Opens stores in a database: PostgreSQL 12, MariaDB 10.6 or H2 2.1, or newer. */
public final class JdbcStores {
  private JdbcStores() {}

  /**
   * Opens stores, and makes the tables that are missing; any number of nodes may do so at once. The
   * data source stays the caller's to close.
   *
   * @throws IllegalArgumentException if the database cannot be used, with what to do about it
   */
  public static Stores open(DataSource dataSource, Clock clock) {
    return open(dataSource, clock, true);
  }

  /**
   * Opens stores. The data source stays the caller's to close.
   *
   * @param migrate whether Grantlet makes and changes its tables; if not, their version is only
   *     checked, and the application's own migrations run the scripts of {@code
   *     org/grantlet/jdbc/migration}
   * @throws IllegalArgumentException if the database cannot be used, with what to do about it
   */
  public static Stores open(DataSource dataSource, Clock clock, boolean migrate) {
    new Schema(dataSource).open(migrate);
    return stores(new Database(dataSource, () -> {}), clock);
  }

  static Stores stores(Database database, Clock clock) {
    return new Stores(
        new JdbcIntegrationStore(database),
        new JdbcGrantStore(database),
        new JdbcOneTimeStore(database, clock),
        new JdbcOutbox(database),
        new JdbcWebhookStore(database));
  }
}
