package org.grantlet.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.grantlet.jdbc.EventRows.Waiting;
import org.grantlet.store.Outbox.Backlog;
import org.grantlet.store.Outbox.Claim;
import org.grantlet.store.Outbox.Delivery;
import org.grantlet.store.Outbox.Result;
import org.grantlet.store.Outbox.State;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries that are due, claimed and finished. Of each line one delivery is due or claimed; when
 * it ends, the next one becomes due in the same transaction. Thread-safe.
 */
final class OutboxQueue {
  /** All who change several rows do it in this order. */
  private static final Comparator<Delivery> ORDER =
      Comparator.comparing((Delivery delivery) -> delivery.event().grantId())
          .thenComparing(delivery -> delivery.event().position())
          .thenComparing(Delivery::recipient);

  private static final int REASON = 500;

  private record Found(Delivery delivery, long dueAt) {}

  private final Database database;

  OutboxQueue(Database database) {
    this.database = database;
  }

  List<String> due(Instant now) {
    return database.list(
        "select s.recipient from grantlet_subscription s where exists (select 1 from"
            + " grantlet_delivery d where d.recipient = s.recipient and d.due_at <= ?)"
            + " order by s.recipient",
        row -> row.getString(1),
        now.toEpochMilli());
  }

  /** By the index of the status. */
  Backlog backlog(int most) {
    return new Backlog(count("open", most), count("set_aside", most));
  }

  private long count(String status, int most) {
    return database
        .find(
            "select count(*) from (select 1 from grantlet_delivery where status = ? limit ?)"
                + " counted",
            row -> row.getLong(1),
            status,
            most)
        .orElse(0L);
  }

  List<Delivery> claim(String recipient, Claim claim, int limit) {
    long now = claim.now().toEpochMilli();
    List<Found> found =
        database.list(
            EventRows.DELIVERIES + "d.recipient = ? and d.due_at <= ? order by d.due_at limit ?",
            row -> {
              int attempts = row.getInt("attempts");
              int lost = attempts - row.getInt("failures");
              return new Found(
                  new Delivery(
                      EventRows.event(row), row.getString("recipient"), attempts + 1, lost),
                  row.getLong("due_at"));
            },
            recipient,
            now,
            limit);
    if (found.isEmpty()) {
      return List.of();
    }
    List<Found> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(Found::delivery, ORDER));
    return database
        .transaction(transaction -> Optional.of(take(transaction, sorted, claim)))
        .orElseThrow();
  }

  /** Takes what is still as it was found; another node may have been faster. */
  private static List<Delivery> take(Transaction transaction, List<Found> found, Claim claim)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Found one : found) {
      rows.add(
          new @Nullable Object[] {
            claim.holder(),
            claim.until().toEpochMilli(),
            one.delivery().recipient(),
            one.delivery().event().id(),
            one.dueAt()
          });
    }
    int[] taken =
        transaction.batch(
            "update grantlet_delivery set holder = ?, due_at = ?, attempts = case when attempts ="
                + " failures then attempts + 1 else attempts end where recipient = ? and event_id ="
                + " ? and due_at = ?",
            rows);
    List<Delivery> claimed = new ArrayList<>();
    for (int i = 0; i < taken.length; i++) {
      if (taken[i] == 1) {
        claimed.add(found.get(i).delivery());
      }
    }
    return claimed;
  }

  boolean count(Delivery delivery, String holder) {
    return database.update(
            "update grantlet_delivery set attempts = attempts + 1 where recipient = ? and event_id"
                + " = ? and holder = ?",
            delivery.recipient(),
            delivery.event().id(),
            holder)
        == 1;
  }

  void renew(Collection<Delivery> deliveries, Claim claim) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Delivery delivery : deliveries.stream().sorted(ORDER).toList()) {
      rows.add(
          new @Nullable Object[] {
            claim.until().toEpochMilli(),
            delivery.recipient(),
            delivery.event().id(),
            claim.holder()
          });
    }
    database.transaction(
        transaction ->
            Optional.of(
                transaction.batch(
                    "update grantlet_delivery set due_at = ? where recipient = ? and event_id = ?"
                        + " and holder = ?",
                    rows)));
  }

  void finish(List<Result> results, String holder, Instant now) {
    List<Result> sorted = new ArrayList<>(results);
    sorted.sort(Comparator.comparing(Result::delivery, ORDER));
    database.transaction(
        transaction -> {
          Set<String> lines = new HashSet<>();
          List<@Nullable Object[]> ended = new ArrayList<>();
          List<@Nullable Object[]> again = new ArrayList<>();
          for (Result result : sorted) {
            if (result.state() == State.AGAIN) {
              again.add(again(result, holder));
            } else {
              ended.add(ended(result));
              lines.add(result.delivery().event().grantId() + " " + result.delivery().recipient());
            }
          }
          transaction.batch(
              "update grantlet_delivery set status = ?, ended_at = ?, reason = ?, due_at = null,"
                  + " holder = null where recipient = ? and event_id = ? and status = 'open'",
              ended);
          transaction.batch(
              "update grantlet_delivery set due_at = ?, reason = ?, holder = null, failures ="
                  + " failures + 1 where recipient = ? and event_id = ? and holder = ?",
              again);
          List<String> grants =
              sorted.stream()
                  .filter(result -> result.state() != State.AGAIN)
                  .map(result -> result.delivery().event().grantId())
                  .distinct()
                  .toList();
          // No lock: who adds to one of these lines has to wait for the rows that are changed.
          List<Waiting> waiting = transaction.in(EventRows.LINES, grants, EventRows::waiting);
          return Optional.of(
              Lines.moveOn(
                  transaction,
                  waiting.stream().filter(each -> lines.contains(each.line())).toList(),
                  now));
        });
  }

  private static @Nullable Object[] ended(Result result) {
    return new @Nullable Object[] {
      result.state() == State.HEARD ? "heard" : "set_aside",
      result.at().toEpochMilli(),
      cut(result.reason()),
      result.delivery().recipient(),
      result.delivery().event().id()
    };
  }

  private static @Nullable Object[] again(Result result, String holder) {
    return new @Nullable Object[] {
      result.at().toEpochMilli(),
      cut(result.reason()),
      result.delivery().recipient(),
      result.delivery().event().id(),
      holder
    };
  }

  private static @Nullable String cut(@Nullable String reason) {
    return reason == null || reason.length() <= REASON ? reason : reason.substring(0, REASON);
  }
}
