package org.grantlet.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.grantlet.store.WebhookStore;

/** Keeps webhooks in a table, and their deliveries in another one. Thread-safe. */
final class JdbcWebhookStore implements WebhookStore {
  private static final int AT_ONCE = 100;

  private final Database database;

  JdbcWebhookStore(Database database) {
    this.database = database;
  }

  @Override
  public List<Stored> list() {
    return database.list(
        "select id, body, version from grantlet_webhook order by id", JdbcWebhookStore::webhook);
  }

  @Override
  public Optional<Stored> find(String id) {
    return database.find(
        "select id, body, version from grantlet_webhook where id = ?",
        JdbcWebhookStore::webhook,
        id);
  }

  @Override
  public boolean insert(Stored webhook) {
    return database.update(
            "insert into grantlet_webhook (id, version, body) values (?, ?, ?)",
            webhook.id(),
            webhook.version(),
            webhook.body())
        == 1;
  }

  @Override
  public boolean replace(Stored webhook) {
    return database.update(
            "update grantlet_webhook set version = ?, body = ? where id = ? and version = ?",
            webhook.version(),
            webhook.body(),
            webhook.id(),
            webhook.version() - 1)
        == 1;
  }

  /** Its deliveries go with it: they refer to it. */
  @Override
  public boolean delete(String id) {
    return database.update("delete from grantlet_webhook where id = ?", id) == 1;
  }

  @Override
  public void log(String webhookId, List<Delivery> deliveries, int keep) {
    for (int from = 0; from < deliveries.size(); from += AT_ONCE) {
      insert(webhookId, deliveries.subList(from, Math.min(from + AT_ONCE, deliveries.size())));
    }
    database
        .find(
            "select made_at from grantlet_webhook_delivery where webhook_id = ?"
                + " order by made_at desc, id desc limit 1 offset ?",
            row -> row.getLong(1),
            webhookId,
            keep - 1)
        .ifPresent(
            last ->
                database.update(
                    "delete from grantlet_webhook_delivery where webhook_id = ? and made_at < ?",
                    webhookId,
                    last));
  }

  private void insert(String webhookId, List<Delivery> deliveries) {
    List<Object> values = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      Collections.addAll(
          values,
          delivery.id(),
          webhookId,
          delivery.accountId() == null ? "" : delivery.accountId(),
          delivery.at().toEpochMilli(),
          delivery.body());
    }
    int inserted =
        database.update(
            "insert into grantlet_webhook_delivery (id, webhook_id, account_id, made_at, body) values"
                + " "
                + String.join(", ", Collections.nCopies(deliveries.size(), "(?, ?, ?, ?, ?)")),
            values.toArray());
    if (inserted != deliveries.size()) {
      throw new IllegalStateException("A random id was made twice");
    }
  }

  @Override
  public List<Delivery> deliveries(String webhookId, int limit, int offset) {
    return database.list(
        "select id, account_id, made_at, body from grantlet_webhook_delivery where webhook_id = ?"
            + " order by made_at desc, id desc limit ? offset ?",
        JdbcWebhookStore::delivery,
        webhookId,
        limit,
        offset);
  }

  @Override
  public void forget(String accountId) {
    int unused =
        database.update("delete from grantlet_webhook_delivery where account_id = ?", accountId);
  }

  private static Stored webhook(ResultSet row) throws SQLException {
    return new Stored(row.getString("id"), row.getString("body"), row.getLong("version"));
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    String accountId = row.getString("account_id");
    return new Delivery(
        row.getString("id"),
        accountId.isEmpty() ? null : accountId,
        Instant.ofEpochMilli(row.getLong("made_at")),
        row.getString("body"));
  }
}
