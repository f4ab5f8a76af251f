package org.grantlet.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.grantlet.internal.text.Reason;

/** Why the tables cannot be used, and what to do about it. */
final class SchemaFailure {
  /** PostgreSQL's and H2's (two) for a right that the user does not have. */
  private static final List<String> NO_RIGHT = List.of("42501", "90096", "90040");

  /** MariaDB has one SQL state for these and for wrong SQL. */
  private static final List<Integer> NO_RIGHT_IN_MARIADB = List.of(1044, 1142, 1143);

  private static final String PAGE = "see \"Tables\" in docs/database.md";

  private SchemaFailure() {}

  static IllegalArgumentException missing(
      String schema, Dialect dialect, List<SchemaStep> missing) {
    return new IllegalArgumentException(
        "the tables in schema %s are missing or too old: %s, or let Grantlet do it with"
                .formatted(schema, apply(dialect, missing))
            + " grantlet.jdbc.migrate=true ("
            + PAGE
            + ")");
  }

  static IllegalArgumentException tooNew(SchemaVersion present, SchemaVersion known) {
    return new IllegalArgumentException(
        "the tables are at version %s, which a newer Grantlet has made; this one can use versions"
                .formatted(present)
            + " up to %s.x: start the newer one".formatted(known.major()));
  }

  static IllegalArgumentException strange(String version) {
    return new IllegalArgumentException(
        "grantlet_schema_history has the version '%s', which a newer Grantlet must have made; this"
                .formatted(Reason.clean(version))
            + " one knows versions such as 2 and 2.1: start the newer one");
  }

  static IllegalArgumentException ofChange(
      SQLException e, String schema, Dialect dialect, List<SchemaStep> missing, Duration wait) {
    if (Dialect.isTimeout(e)) {
      return of(
          e,
          "the tables have been locked for %s seconds, by another node that starts or by a backup"
              .formatted(wait.toSeconds()),
          "start again when it is done; if that node is dead, end its database session (%s)"
              .formatted(PAGE));
    }
    if (lacksRight(e)) {
      return of(
          e,
          "the database user may not make or change tables in schema " + schema,
          "as another user, " + apply(dialect, missing));
    }
    return of(
        e,
        "the tables cannot be brought up to date",
        "nothing is lost, and the next start tries again");
  }

  static IllegalArgumentException ofRead(SQLException e) {
    return lacksRight(e)
        ? of(
            e,
            "the database user may not read grantlet_schema_history",
            "it needs select on that table, and select, insert, update and delete on the others")
        : of(
            e,
            "the version of the tables cannot be read from grantlet_schema_history",
            "see what the database says");
  }

  private static boolean lacksRight(SQLException e) {
    return NO_RIGHT.contains(String.valueOf(e.getSQLState()))
        || NO_RIGHT_IN_MARIADB.contains(e.getErrorCode());
  }

  /** The exception is no cause, because messages with causes would tell it twice. */
  private static IllegalArgumentException of(SQLException e, String problem, String mend) {
    IllegalArgumentException failure =
        new IllegalArgumentException("%s (%s): %s".formatted(problem, Reason.of(e), mend));
    failure.addSuppressed(e);
    return failure;
  }

  private static String apply(Dialect dialect, List<SchemaStep> missing) {
    return "run "
        + missing.stream().map(SchemaStep::file).collect(Collectors.joining(" and then "))
        + " from the folder org/grantlet/jdbc/"
        + dialect.scripts()
        + " of grantlet-jdbc's jar";
  }
}
