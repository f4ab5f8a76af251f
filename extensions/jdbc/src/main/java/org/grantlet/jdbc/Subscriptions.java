package org.grantlet.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.grantlet.store.Outbox.Subscription;
import org.jspecify.annotations.Nullable;

/** Who wants which events, in a table. Thread-safe. */
final class Subscriptions {
  static final String SELECT = "select recipient, event_types, ends_at from grantlet_subscription";

  private final Database database;

  Subscriptions(Database database) {
    this.database = database;
  }

  void put(Subscription subscription) {
    Instant until = subscription.until();
    @Nullable Long endsAt = until == null ? null : until.toEpochMilli();
    String types = String.join(" ", new TreeSet<>(subscription.types()));
    String recipient = subscription.recipient();
    // Another node may insert it between the two; then there is one to update.
    while (database.update(
                "update grantlet_subscription set event_types = ?, ends_at = ? where recipient = ?",
                types,
                endsAt,
                recipient)
            == 0
        && database.update(
                "insert into grantlet_subscription (recipient, event_types, ends_at) values (?, ?,"
                    + " ?)",
                recipient,
                types,
                endsAt)
            == 0) {}
  }

  void remove(String recipient) {
    database.transaction(
        transaction -> {
          transaction.update("delete from grantlet_subscription where recipient = ?", recipient);
          return drop(transaction, recipient);
        });
  }

  void drop(String recipient) {
    database.transaction(transaction -> drop(transaction, recipient));
  }

  private static Optional<Integer> drop(Transaction transaction, String recipient)
      throws SQLException {
    return Optional.of(
        transaction.update(
            "delete from grantlet_delivery where recipient = ? and status = 'open'", recipient));
  }

  List<Subscription> all() {
    return database.list(SELECT + " order by recipient", Subscriptions::read);
  }

  /** Those whose time is over, so that nobody hears their deliveries. */
  void removeEnded(Instant now) {
    long millis = now.toEpochMilli();
    for (Subscription ended :
        database.list(SELECT + " where ends_at <= ?", Subscriptions::read, millis)) {
      database.transaction(
          transaction ->
              transaction.update(
                          "delete from grantlet_subscription where recipient = ? and ends_at <= ?",
                          ended.recipient(),
                          millis)
                      == 1
                  ? drop(transaction, ended.recipient())
                  : Optional.empty()); // it was renewed meanwhile
    }
  }

  static Subscription read(ResultSet row) throws SQLException {
    long endsAt = row.getLong("ends_at");
    @Nullable Instant until = row.wasNull() ? null : Instant.ofEpochMilli(endsAt);
    return new Subscription(
        row.getString("recipient"), Set.of(row.getString("event_types").split(" ", -1)), until);
  }
}
