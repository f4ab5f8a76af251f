package org.grantlet.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.grantlet.store.Outbox.Event;
import org.jspecify.annotations.Nullable;

/** Events as rows, and the lines in which they wait. */
final class EventRows {
  static final String INSERT_EVENT =
      "insert into grantlet_event (id, event_type, happened_at, grant_id, account_id,"
          + " grant_position, body, personal) values (?, ?, ?, ?, ?, ?, ?, ?)";

  static final String INSERT_DELIVERY =
      "insert into grantlet_delivery (recipient, event_id, grant_id, grant_position, status,"
          + " due_at, holder, attempts, failures) values (?, ?, ?, ?, 'open', ?, ?, ?, 0)";

  /** What a delivery that is read with its event is selected from. */
  static final String DELIVERIES =
      "select e.id, e.event_type, e.happened_at, e.grant_id, e.account_id, e.grant_position,"
          + " e.body, e.personal, d.recipient, d.due_at, d.attempts, d.failures, d.ended_at,"
          + " d.reason from grantlet_delivery d join grantlet_event e on e.id = d.event_id where ";

  /**
   * The lines of grants. A transaction that changes which delivery of a line is due has locked all
   * of them, in this order, so that no two wait for each other; a row that was finished meanwhile
   * is not there any more when the lock is given.
   */
  static final String LINES =
      "select recipient, event_id, grant_id, grant_position, due_at, holder from grantlet_delivery"
          + " where grant_id in (%s) and status = 'open'"
          + " order by grant_id, grant_position, recipient";

  static final String LOCKED = " for update";

  /** An open delivery, in its line. */
  record Waiting(
      String recipient,
      String eventId,
      String grantId,
      long position,
      @Nullable Long dueAt,
      @Nullable String holder) {
    /** The line: one per recipient and grant. */
    String line() {
      return grantId + " " + recipient;
    }
  }

  private EventRows() {}

  static @Nullable Object[] insert(Event event) {
    return new @Nullable Object[] {
      event.id(),
      event.type(),
      event.time().toEpochMilli(),
      event.grantId(),
      event.accountId(),
      event.position(),
      event.body(),
      event.personal()
    };
  }

  static Event event(ResultSet row) throws SQLException {
    return new Event(
        row.getString("id"),
        row.getString("event_type"),
        Instant.ofEpochMilli(row.getLong("happened_at")),
        row.getString("grant_id"),
        row.getString("account_id"),
        row.getLong("grant_position"),
        row.getString("body"),
        row.getString("personal"));
  }

  static Waiting waiting(ResultSet row) throws SQLException {
    long due = row.getLong("due_at");
    Long dueAt = row.wasNull() ? null : due;
    return new Waiting(
        row.getString("recipient"),
        row.getString("event_id"),
        row.getString("grant_id"),
        row.getLong("grant_position"),
        dueAt,
        row.getString("holder"));
  }
}
