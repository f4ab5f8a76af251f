package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.grantlet.store.OneTimeStore;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Patience;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Expired one-time values go, all of them, and no request waits for that. */
class PurgeTest {
  /** Twenty batches. */
  private static final int EXPIRED = 20_000;

  private static final byte[] VALUE = {1};

  private final MutableClock clock = MutableClock.atNow();
  private final JdbcDataSource database = new JdbcDataSource();

  private int count(String prefix) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement count =
            connection.prepareStatement("select count(*) from grantlet_one_time where id like ?")) {
      count.setString(1, prefix + "%");
      try (ResultSet rows = count.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private void insert(String prefix, int count, long expiresAt) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into grantlet_one_time select ? || x, X'01', cast(? as bigint) + mod(x, 7)"
                    + " from system_range(1, ?)")) {
      insert.setString(1, prefix);
      insert.setLong(2, expiresAt);
      insert.setInt(3, count);
      insert.executeUpdate();
    }
  }

  /** Logins begin until they are gone. */
  private void awaitGone(OneTimeStore store, String prefix) {
    AtomicInteger logins = new AtomicInteger();
    Patience.await("all are gone")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              String key = clock.millis() + "-" + logins.incrementAndGet();
              store.offer(key, VALUE, clock.instant().plusSeconds(600), null);
              return count(prefix);
            },
            left -> left == 0);
  }

  @Test
  void allThatHasExpired_isDeletedInBatches_andWhatLivesStays() throws Exception {
    database.setURL("jdbc:h2:mem:purge;DB_CLOSE_DELAY=-1");
    try (OneTimeStore store = JdbcStores.open(database, clock).oneTime()) {
      insert("old", EXPIRED, clock.millis() - 60_000);
      insert("later", 10, clock.millis() + 60_000);
      insert("live", EXPIRED, clock.millis() + 600_000);
      awaitGone(store, "old");
      assertThat(count("later")).isEqualTo(10);

      clock.advance(Duration.ofSeconds(61));
      awaitGone(store, "later");
      assertThat(count("live")).isEqualTo(EXPIRED);
      assertThat(store.peek("live1")).isPresent();
    }
  }
}
