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

  private static final String PAGE = "see \"Tables\" in docs/database.md";

  private SchemaFailure() {}

  static IllegalArgumentException missing(String schema, List<SchemaStep> missing) {
    return new IllegalArgumentException(
        "the tables of schema %s are missing or out of date: %s, or let Grantlet do it with grantlet.jdbc.migrate=true (%s)"
            .formatted(schema, apply(missing), PAGE));
  }

  static IllegalArgumentException tooNew(SchemaVersion present, SchemaVersion known) {
    return new IllegalArgumentException(
        "the tables are at version %s, which a newer Grantlet has made; this one can use versions up to %s.x: start the newer one"
            .formatted(present, known.major()));
  }

  static IllegalArgumentException ofChange(
      SQLException e, String schema, List<SchemaStep> missing, Duration wait) {
    String reason = Reason.of(e);
    if (Dialect.isTimeout(e)) {
      return new IllegalArgumentException(
          "the tables have been locked for %s seconds, by another node that starts or by a backup (%s): start again when it is done; if that node is dead, end its database session (%s)"
              .formatted(wait.toSeconds(), reason, PAGE),
          e);
    }
    if (NO_RIGHT.contains(String.valueOf(e.getSQLState()))) {
      return new IllegalArgumentException(
          "the database user may not make or change tables in schema %s (%s): as another user, %s"
              .formatted(schema, reason, apply(missing)),
          e);
    }
    return new IllegalArgumentException(
        "the tables cannot be brought up to date (%s): nothing is lost, and the next start tries again"
            .formatted(reason),
        e);
  }

  static IllegalArgumentException ofRead(SQLException e) {
    return new IllegalArgumentException(
        "the version of the tables cannot be read from grantlet_schema_history (%s): the database user needs select on it, and select, insert, update and delete on the other tables"
            .formatted(Reason.of(e)),
        e);
  }

  private static String apply(List<SchemaStep> missing) {
    return "run "
        + missing.stream().map(SchemaStep::file).collect(Collectors.joining(" and then "))
        + " from the folder "
        + SchemaStep.FOLDER
        + " of grantlet-jdbc's jar";
  }
}
