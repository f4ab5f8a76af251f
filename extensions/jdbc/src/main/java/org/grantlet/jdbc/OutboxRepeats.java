package org.grantlet.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.grantlet.jdbc.EventRows.Waiting;
import org.grantlet.store.Outbox.Event;
import org.grantlet.store.Outbox.SetAside;
import org.grantlet.store.Outbox.Subscription;
import org.jspecify.annotations.Nullable;

/** What is told again because somebody asks for it. Thread-safe. */
final class OutboxRepeats {
  private static final int PAGE = 500;

  private final Database database;

  OutboxRepeats(Database database) {
    this.database = database;
  }

  List<SetAside> setAside(int limit, int offset) {
    return database.list(
        EventRows.DELIVERIES
            + "d.status = 'set_aside' order by d.ended_at desc, d.event_id, d.recipient limit ?"
            + " offset ?",
        row ->
            new SetAside(
                EventRows.event(row),
                row.getString("recipient"),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("ended_at")),
                row.getString("reason")),
        limit,
        offset);
  }

  int retell(String eventId, Instant now) {
    return database
        .transaction(
            transaction -> {
              List<String> grants =
                  transaction.list(
                      "select grant_id from grantlet_event where id = ?",
                      row -> row.getString(1),
                      eventId);
              lock(transaction, grants);
              List<Waiting> open =
                  transaction.in(EventRows.LINES + EventRows.LOCKED, grants, EventRows::waiting);
              List<String> recipients =
                  transaction.in(
                      "select recipient from grantlet_delivery where grant_id in (%s) and status ="
                          + " 'set_aside' and event_id = ? order by recipient",
                      grants, row -> row.getString(1), eventId);
              for (String recipient : recipients) {
                retell(transaction, eventId, recipient, open, now);
              }
              return Optional.of(recipients.size());
            })
        .orElse(0);
  }

  /** It goes before those that wait, and after the one that is being told. */
  private static void retell(
      Transaction transaction, String eventId, String recipient, List<Waiting> open, Instant now)
      throws SQLException {
    List<Waiting> line = open.stream().filter(one -> one.recipient().equals(recipient)).toList();
    boolean claimed = line.stream().anyMatch(one -> one.holder() != null);
    if (!claimed) {
      for (Waiting one : line) {
        transaction.update(
            "update grantlet_delivery set due_at = null where recipient = ? and event_id = ?",
            recipient,
            one.eventId());
      }
    }
    transaction.update(
        "update grantlet_delivery set status = 'open', due_at = ?, attempts = 0, failures = 0,"
            + " ended_at = null where recipient = ? and event_id = ?",
        claimed ? null : now.toEpochMilli(),
        recipient,
        eventId);
  }

  int redeliver(String recipient, Instant since, Instant now) {
    Set<String> types =
        database
            .find(Subscriptions.SELECT + " where recipient = ?", Subscriptions::read, recipient)
            .map(Subscription::types)
            .orElse(Set.of());
    int count = 0;
    long from = since.toEpochMilli();
    String after = "";
    while (true) {
      List<Event> page =
          database.list(
              "select * from grantlet_event where happened_at >= ? and (happened_at, id) > (?, ?)"
                  + " order by happened_at, id limit ?",
              EventRows::event,
              from,
              from,
              after,
              PAGE);
      if (page.isEmpty()) {
        return count;
      }
      Event last = page.get(page.size() - 1);
      from = last.time().toEpochMilli();
      after = last.id();
      count += reopen(recipient, page.stream().filter(e -> types.contains(e.type())).toList(), now);
    }
  }

  private int reopen(String recipient, List<Event> events, Instant now) {
    return database
        .transaction(transaction -> Optional.of(reopen(transaction, recipient, events, now)))
        .orElse(0);
  }

  private static int reopen(
      Transaction transaction, String recipient, List<Event> events, Instant now)
      throws SQLException {
    List<String> grants = events.stream().map(Event::grantId).distinct().sorted().toList();
    lock(transaction, grants);
    Map<String, String> states = new HashMap<>();
    transaction.in(
        "select event_id, status from grantlet_delivery where event_id in (%s) and recipient = ?",
        events.stream().map(Event::id).toList(),
        row -> states.put(row.getString(1), row.getString(2)),
        recipient);
    List<@Nullable Object[]> missing = new ArrayList<>();
    List<@Nullable Object[]> setAside = new ArrayList<>();
    for (Event event : events) {
      String state = states.get(event.id());
      if (state == null) {
        missing.add(
            new @Nullable Object[] {
              recipient, event.id(), event.grantId(), event.position(), null, null, 0
            });
      } else if (state.equals("set_aside")) {
        setAside.add(new @Nullable Object[] {recipient, event.id()});
      }
    }
    transaction.batch(EventRows.INSERT_DELIVERY, missing);
    transaction.batch(
        "update grantlet_delivery set status = 'open', due_at = null, attempts = 0, failures = 0,"
            + " ended_at = null where recipient = ? and event_id = ?",
        setAside);
    List<Waiting> open =
        transaction.in(EventRows.LINES + EventRows.LOCKED, grants, EventRows::waiting);
    Lines.moveOn(
        transaction, open.stream().filter(one -> one.recipient().equals(recipient)).toList(), now);
    return missing.size() + setAside.size();
  }

  /** So that nobody adds to a line that is empty. */
  private static void lock(Transaction transaction, List<String> grants) throws SQLException {
    transaction.in(
        "select id from grantlet_grant where id in (%s) order by id" + EventRows.LOCKED,
        grants,
        row -> row.getString(1));
  }

  void hurry(String recipient, Instant now) {
    database.update(
        "update grantlet_delivery set due_at = ? where recipient = ? and due_at > ? and holder is"
            + " null",
        now.toEpochMilli(),
        recipient,
        now.toEpochMilli());
  }
}
