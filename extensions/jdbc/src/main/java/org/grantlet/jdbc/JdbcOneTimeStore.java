package org.grantlet.jdbc;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one-time values in a table, as many as the disk takes. A row is changed or deleted only
 * while it holds what was expected, so of several nodes one does it. Thread-safe.
 */
final class JdbcOneTimeStore implements OneTimeStore {
  private final Database database;
  private final Clock clock;
  private final Purge purge;

  JdbcOneTimeStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    purge = new Purge(database, clock);
  }

  @Override
  public boolean offer(String key, byte[] value, Instant expiresAt, @Nullable String owner) {
    if (!claim(key, value, expiresAt)) {
      throw new GrantletException(ErrorCode.INTERNAL_ERROR, "A one-time id was made twice");
    }
    return true;
  }

  @Override
  public boolean claim(String key, byte[] value, Instant expiresAt) {
    purge.maybe();
    return database.update(
            "insert into grantlet_one_time (id, content, expires_at) values (?, ?, ?)",
            key,
            value,
            expiresAt.toEpochMilli())
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
  public boolean replace(
      String key, byte[] expected, byte[] value, Instant expiresAt, boolean ended) {
    return database.update(
            "update grantlet_one_time set content = ?, expires_at = ?"
                + " where id = ? and content = ? and expires_at > ?",
            value,
            expiresAt.toEpochMilli(),
            key,
            expected,
            clock.millis())
        == 1;
  }

  @Override
  public boolean remove(String key, byte[] expected) {
    return database.update(
            "delete from grantlet_one_time where id = ? and content = ? and expires_at > ?",
            key,
            expected,
            clock.millis())
        == 1;
  }

  @Override
  public void close() {
    purge.close();
    database.close();
  }
}
