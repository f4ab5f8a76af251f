package org.grantlet.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Removes what is old, and what is about an account. Thread-safe. */
final class OutboxCleaning {
  private static final String GRANTS =
      "grant_id in (select grant_id from grantlet_event where account_id = ?)";

  private record Old(String id, String grantId, long position) {}

  private final Database database;

  OutboxCleaning(Database database) {
    this.database = database;
  }

  void forget(String accountId) {
    database.transaction(
        transaction -> {
          transaction.update(
              "update grantlet_event set personal = null where account_id = ? and personal is not"
                  + " null",
              accountId);
          transaction.update(
              "delete from grantlet_delivery where status <> 'open' and " + GRANTS, accountId);
          transaction.update(
              "update grantlet_delivery set reason = null where reason is not null and " + GRANTS,
              accountId);
          return Optional.of(
              transaction.update(
                  "delete from grantlet_event where account_id = ? and not exists (select 1 from"
                      + " grantlet_delivery d where d.grant_id = grantlet_event.grant_id and"
                      + " d.grant_position = grantlet_event.grant_position)",
                  accountId));
        });
  }

  int purge(Instant before, int limit) {
    long time = before.toEpochMilli();
    return database
        .transaction(transaction -> Optional.of(purge(transaction, time, limit)))
        .orElse(0);
  }

  private static int purge(Transaction transaction, long before, int limit) throws SQLException {
    List<Old> old =
        transaction.list(
            "select e.id, e.grant_id, e.grant_position from grantlet_event e where e.happened_at <"
                + " ? and not exists (select 1 from grantlet_delivery d where d.grant_id ="
                + " e.grant_id and d.grant_position = e.grant_position and (d.status = 'open' or"
                + " (d.status = 'set_aside' and d.ended_at >= ?))) order by e.happened_at, e.id"
                + " limit ?",
            row -> new Old(row.getString(1), row.getString(2), row.getLong(3)),
            before,
            before,
            limit);
    transaction.batch(
        "delete from grantlet_delivery where grant_id = ? and grant_position = ?",
        old.stream().<@Nullable Object[]>map(OutboxCleaning::place).toList());
    transaction.batch(
        "delete from grantlet_event where id = ?",
        old.stream().<@Nullable Object[]>map(one -> new @Nullable Object[] {one.id()}).toList());
    return old.size();
  }

  private static @Nullable Object[] place(Old one) {
    return new @Nullable Object[] {one.grantId(), one.position()};
  }
}
