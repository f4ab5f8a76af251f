package org.grantlet.jdbc;

import java.time.Clock;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.grantlet.GrantletException;
import org.grantlet.internal.text.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes one-time values that have expired, at most once a minute: in batches along the index of
 * their ends, until none is left, on a thread of its own. Thread-safe.
 */
final class Purge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Purge.class);
  private static final long PAUSE_MILLIS = 60_000;
  private static final int BATCH = 1_000;

  /** A node whose clock is behind adds values that end before what another one has done. */
  private static final long CLOCK_DIFFERENCE_MILLIS = 600_000;

  private final Database database;
  private final Clock clock;
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * Up to where everything is gone. Deleted rows stay in PostgreSQL's index until it is vacuumed,
   * and a search from its beginning would read all of them again for each batch.
   */
  private long doneTo;

  private volatile long lastAt;
  private volatile boolean closed;

  Purge(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Begins, unless it is running or was less than a minute ago; returns at once. */
  void maybe() {
    long now = clock.millis();
    if (now - lastAt >= PAUSE_MILLIS && running.compareAndSet(false, true)) {
      lastAt = now;
      Thread thread = new Thread(() -> run(now), "grantlet-purge");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run(long now) {
    try {
      doneTo = Math.max(0, doneTo - CLOCK_DIFFERENCE_MILLIS);
      while (!closed && batch(now)) {
        LOG.debug("expired one-time values are deleted up to {}", doneTo);
      }
    } catch (GrantletException e) {
      LOG.warn("expired one-time values could not be deleted: {}", Reason.of(e));
    } finally {
      running.set(false);
    }
  }

  /** Deletes some; false if those were the last. */
  private boolean batch(long now) {
    OptionalLong last = lastOfBatch(now);
    long to = last.orElse(now);
    database.update(
        "delete from grantlet_one_time where expires_at > ? and expires_at <= ?", doneTo, to);
    doneTo = to;
    return last.isPresent();
  }

  /** The end of the last value of a full batch; empty if what is left is less than that. */
  private OptionalLong lastOfBatch(long now) {
    return database
        .find(
            "select expires_at from grantlet_one_time where expires_at > ? and expires_at <= ?"
                + " order by expires_at limit 1 offset ?",
            row -> row.getLong(1),
            doneTo,
            now,
            BATCH - 1)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  @Override
  public void close() {
    closed = true;
  }
}
