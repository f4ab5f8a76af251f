package org.grantlet.jdbc;

import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.Stores;

/** Opens stores in a database, which gets the tables it lacks. Tested on H2 and PostgreSQL. */
public final class JdbcStores {
  private static final int ATTEMPTS = 5;
  private static final long PAUSE_NANOS = 200_000_000;

  private JdbcStores() {}

  /**
   * Opens stores; any number of nodes may do so at once. The data source stays the caller's to
   * close.
   *
   * @throws IllegalArgumentException if the database cannot be reached or its schema is newer
   */
  public static Stores open(DataSource dataSource, Clock clock) {
    migrate(dataSource);
    Database database = new Database(dataSource, () -> {});
    return stores(database, clock);
  }

  static Stores stores(Database database, Clock clock) {
    return new Stores(
        new JdbcIntegrationStore(database),
        new JdbcGrantStore(database),
        new JdbcOneTimeStore(database, clock));
  }

  /** Brings the schema up to date, under a lock of the database. */
  static void migrate(DataSource dataSource) {
    Flyway flyway =
        Flyway.configure(JdbcStores.class.getClassLoader())
            .dataSource(dataSource)
            .table("grantlet_schema_history")
            .locations("classpath:org/grantlet/jdbc/migration")
            // The application's own tables are there already, and are none of our business.
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .load();
    for (int attempt = 1; true; attempt++) {
      try {
        flyway.migrate();
        return;
      } catch (FlywayException e) {
        // Flyway locks its table, but not the making of it, in which nodes may trip each other up.
        if (attempt == ATTEMPTS) {
          throw new IllegalArgumentException(
              "the schema cannot be brought up to date: " + reason(e), e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static String reason(FlywayException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Reason.of(sql);
      }
    }
    return Reason.of(e);
  }
}
