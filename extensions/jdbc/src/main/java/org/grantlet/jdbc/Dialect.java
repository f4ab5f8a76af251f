package org.grantlet.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** What differs between the databases. */
enum Dialect {
  /** DDL is part of the transaction, and so is the lock: it ends with that or with the session. */
  POSTGRESQL(
      "PostgreSQL",
      12,
      0,
      "org.postgresql.Driver",
      "org.postgresql:postgresql",
      "jdbc:postgresql://host:5432/name?user=…&password=…") {
    @Override
    Lock lock(Connection connection, DataSource dataSource, Duration wait) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        // For the tables, too: behind a statement that waits for a backup, all logins would wait.
        statement.execute("set local lock_timeout = " + wait.toMillis());
        statement.execute("select pg_advisory_xact_lock(" + ADVISORY_LOCK + ")");
      }
      return () -> {};
    }
  },

  /**
   * DDL commits, so the lock is a row that a second connection has inserted and never commits. It
   * is gone when that connection is.
   */
  H2(
      "H2",
      2,
      1,
      "org.h2.Driver",
      "com.h2database:h2",
      "jdbc:h2:file:./data/grantlet;USER=…;PASSWORD=…") {
    @Override
    Lock lock(Connection connection, DataSource dataSource, Duration wait) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(SchemaStep.history());
      }
      Connection holder = dataSource.getConnection();
      boolean autoCommit = holder.getAutoCommit();
      Lock lock =
          () -> {
            try (holder) {
              holder.rollback();
              holder.setAutoCommit(autoCommit);
            }
          };
      try {
        holder.setAutoCommit(false);
        insertLock(holder, System.nanoTime() + wait.toNanos());
        return lock;
      } catch (SQLException e) {
        lock.close();
        throw e;
      }
    }
  },

  /** DDL commits, so the lock is a named one of the session; it ends with that. */
  MARIADB(
      "MariaDB",
      10,
      6,
      "org.mariadb.jdbc.Driver",
      "org.mariadb.jdbc:mariadb-java-client",
      "jdbc:mariadb://host:3306/name?user=…&password=…") {
    @Override
    Lock lock(Connection connection, DataSource dataSource, Duration wait) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        long before = number(statement, "select @@lock_wait_timeout");
        statement.execute("set session lock_wait_timeout = " + wait.toSeconds());
        if (number(statement, "select get_lock(" + NAMED_LOCK + ", " + wait.toSeconds() + ")")
            != 1) {
          throw new SQLException("get_lock waited too long", "HYT00");
        }
        return () -> {
          try (Statement last = connection.createStatement()) {
            last.execute("do release_lock(" + NAMED_LOCK + ")");
            last.execute("set session lock_wait_timeout = " + before);
          }
        };
      }
    }

    @Override
    String scripts() {
      return "migration/mariadb";
    }

    @Override
    String quoted(String sql) {
      return sql.replace('"', '`');
    }

    /** Without strict mode it would cut values that are too long, and say nothing. */
    @Override
    void check(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("select @@sql_mode")) {
        row.next();
        if (!row.getString(1).contains("STRICT_")) {
          throw new IllegalArgumentException(
              "MariaDB cuts values that are too long, because the sql_mode of this connection is"
                  + " not strict: add STRICT_TRANS_TABLES to it");
        }
      }
    }
  };

  /** Something that is held until it is closed. */
  @FunctionalInterface
  interface Lock extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  private static final long ADVISORY_LOCK = 7_236_551_934_017_822_301L;
  private static final String NAMED_LOCK = "concat('grantlet_', sha1(database()))";
  private static final String LOCK_ROW =
      "insert into \"grantlet_schema_history\" (\"installed_rank\", \"description\", \"type\","
          + " \"script\", \"installed_by\", \"execution_time\", \"success\")"
          + " values (-2, 'lock', 'LOCK', '', '', 0, false)";

  private static final int MARIADB_LOCK_TIMEOUT = 1205;

  /** The SQL states of a wait for a lock that took too long. */
  private static final Set<String> TIMEOUTS = Set.of("55P03", "HYT00");

  /** What H2 says of a row that another session has not committed. */
  private static final Set<String> TAKEN = Set.of("HYT00", "23505", "40001", "90131");

  private static final long PAUSE_NANOS = 100_000_000;

  private final String product;
  private final int major;
  private final int minor;
  private final String driver;
  private final String artifact;
  private final String example;

  Dialect(String product, int major, int minor, String driver, String artifact, String example) {
    this.product = product;
    this.major = major;
    this.minor = minor;
    this.driver = driver;
    this.artifact = artifact;
    this.example = example;
  }

  /**
   * Waits until no other node changes the tables.
   *
   * @param connection in a transaction, in which they will be changed
   * @throws SQLException {@link #isTimeout} if that takes too long
   */
  abstract Lock lock(Connection connection, DataSource dataSource, Duration wait)
      throws SQLException;

  /** The folder of this database's scripts, beside these classes. */
  String scripts() {
    return "migration";
  }

  /** A statement whose names have double quotes, with those of this database. */
  String quoted(String sql) {
    return sql;
  }

  /**
   * Looks at settings of the database that matter.
   *
   * @throws IllegalArgumentException if it cannot be used with them
   */
  void check(Connection connection) throws SQLException {}

  static boolean isTimeout(SQLException e) {
    return TIMEOUTS.contains(String.valueOf(e.getSQLState()))
        || e.getErrorCode() == MARIADB_LOCK_TIMEOUT;
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void insertLock(Connection holder, long deadline) throws SQLException {
    while (true) {
      try (Statement statement = holder.createStatement()) {
        statement.execute(LOCK_ROW);
        return;
      } catch (SQLException e) {
        if (!TAKEN.contains(String.valueOf(e.getSQLState()))) {
          throw e;
        }
        if (System.nanoTime() - deadline >= 0) {
          throw new SQLException(e.getMessage(), "HYT00", e);
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  String product() {
    return product;
  }

  /** The name of the driver's class. */
  String driver() {
    return driver;
  }

  /** Where the driver is. */
  String artifact() {
    return artifact;
  }

  /** What a URL looks like. */
  String example() {
    return example;
  }

  /** Whose URL it is; empty for other databases, and for drivers that wrap another one. */
  static Optional<Dialect> ofUrl(String url) {
    return Arrays.stream(values()).filter(one -> url.startsWith(one.prefix())).findFirst();
  }

  /**
   * The dialect of the database behind a connection.
   *
   * @throws IllegalArgumentException if it is another database, or too old
   */
  static Dialect of(Connection connection) throws SQLException {
    DatabaseMetaData database = connection.getMetaData();
    String product = database.getDatabaseProductName();
    int major = database.getDatabaseMajorVersion();
    int minor = database.getDatabaseMinorVersion();
    Dialect dialect =
        Arrays.stream(values())
            .filter(one -> one.product.equals(product))
            .filter(one -> major > one.major || (major == one.major && minor >= one.minor))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s %s.%s cannot be used: %s"
                            .formatted(product, major, minor, supported())));
    dialect.check(connection);
    return dialect;
  }

  /** What can be used instead, as a sentence. */
  static String supported() {
    return Arrays.stream(values())
        .map(
            one ->
                "%s %s or newer (%s…, driver %s)"
                    .formatted(
                        one.product,
                        one.minor == 0 ? one.major : one.major + "." + one.minor,
                        one.prefix(),
                        one.artifact))
        .collect(Collectors.joining(", ", "Grantlet runs on ", ""));
  }

  private String prefix() {
    return "jdbc:" + product.toLowerCase(Locale.ROOT) + ":";
  }
}
