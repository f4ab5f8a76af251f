package org.grantlet.jdbc;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.grantlet.store.OneTimeStore;

/**
 * Keeps one-time values in a table, as many as the disk takes. Whoever deletes the row has taken
 * the value, on whatever node. Thread-safe.
 */
final class JdbcOneTimeStore implements OneTimeStore {
  private static final long PURGE_MILLIS = 60_000;
  private static final int PURGE_ROWS = 10_000;

  private final Database database;
  private final Clock clock;
  private final AtomicLong purgedAt = new AtomicLong();

  JdbcOneTimeStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean offer(String key, byte[] value, Instant expiresAt) {
    purge();
    put(key, value, expiresAt);
    return true;
  }

  @Override
  public void put(String key, byte[] value, Instant expiresAt) {
    if (!replace(key, value, expiresAt)
        && database.update(
                "insert into grantlet_one_time (id, content, expires_at) values (?, ?, ?)",
                key,
                value,
                expiresAt.toEpochMilli())
            == 0) {
      replace(key, value, expiresAt); // somebody inserted it in between
    }
  }

  private boolean replace(String key, byte[] value, Instant expiresAt) {
    return database.update(
            "update grantlet_one_time set content = ?, expires_at = ? where id = ?",
            value,
            expiresAt.toEpochMilli(),
            key)
        == 1;
  }

  @Override
  public Optional<byte[]> peek(String key) {
    return database.find(
        "select content from grantlet_one_time where id = ? and expires_at > ?",
        row -> row.getBytes("content"),
        key,
        clock.millis());
  }

  @Override
  public Optional<byte[]> take(String key) {
    Optional<byte[]> value = peek(key);
    return value.filter(
        found -> database.update("delete from grantlet_one_time where id = ?", key) == 1);
  }

  /** Once a minute some of what has expired goes, by the index. */
  private void purge() {
    long now = clock.millis();
    long last = purgedAt.get();
    if (now - last >= PURGE_MILLIS && purgedAt.compareAndSet(last, now)) {
      database.update(
          "delete from grantlet_one_time where id in (select id from grantlet_one_time where"
              + " expires_at <= ? order by expires_at limit ?)",
          now,
          PURGE_ROWS);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
