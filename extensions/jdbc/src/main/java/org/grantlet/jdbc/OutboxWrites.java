package org.grantlet.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.grantlet.store.Outbox.Claim;
import org.grantlet.store.Outbox.Delivery;
import org.grantlet.store.Outbox.Event;
import org.grantlet.store.Outbox.Subscription;
import org.jspecify.annotations.Nullable;

/** Writes changes of grants with their events, each in one transaction. Thread-safe. */
final class OutboxWrites {
  /** A change of a grant; false if there is nothing to change. */
  @FunctionalInterface
  interface Change {
    boolean write(Transaction transaction) throws SQLException;
  }

  private final Database database;

  OutboxWrites(Database database) {
    this.database = database;
  }

  /** Writes the change first: it locks the grant, so that its events come one after the other. */
  Optional<List<Delivery>> write(
      Change change, List<Event> events, Set<String> atOnce, Claim claim) {
    return database.transaction(
        transaction ->
            change.write(transaction)
                ? Optional.of(tell(transaction, events, atOnce, claim))
                : Optional.empty());
  }

  private static List<Delivery> tell(
      Transaction transaction, List<Event> events, Set<String> atOnce, Claim claim)
      throws SQLException {
    transaction.batch(EventRows.INSERT_EVENT, events.stream().map(EventRows::insert).toList());
    List<Subscription> subscriptions =
        transaction.list(
            Subscriptions.SELECT + " where ends_at is null or ends_at > ?",
            Subscriptions::read,
            claim.now().toEpochMilli());
    if (subscriptions.isEmpty()) {
      return List.of();
    }
    List<String> grants = events.stream().map(Event::grantId).distinct().toList();
    Set<String> busy =
        transaction.in(EventRows.LINES + EventRows.LOCKED, grants, EventRows::waiting).stream()
            .map(EventRows.Waiting::line)
            .collect(Collectors.toCollection(HashSet::new));
    List<Delivery> claimed = new ArrayList<>();
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Event event : events) {
      for (Subscription subscription : subscriptions) {
        String recipient = subscription.recipient();
        if (subscription.types().contains(event.type())) {
          boolean first = busy.add(event.grantId() + " " + recipient);
          boolean now = first && atOnce.contains(recipient);
          if (now) {
            claimed.add(new Delivery(event, recipient, 1, 0));
          }
          rows.add(row(event, recipient, first, now, claim));
        }
      }
    }
    transaction.batch(EventRows.INSERT_DELIVERY, rows);
    return claimed;
  }

  private static @Nullable Object[] row(
      Event event, String recipient, boolean first, boolean claimed, Claim claim) {
    Long due = !first ? null : claimed ? claim.until().toEpochMilli() : claim.now().toEpochMilli();
    return new @Nullable Object[] {
      recipient,
      event.id(),
      event.grantId(),
      event.position(),
      due,
      claimed ? claim.holder() : null,
      claimed ? 1 : 0
    };
  }
}
