package org.grantlet.spring.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.grantlet.redis.RedisOneTimeStore;
import org.grantlet.store.OneTimeStore;
import org.grantlet.store.OneTimeStoreContract;
import org.grantlet.testing.MutableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.data.redis.connection.RedisConnection;

/** What every one-time store keeps, over Spring's connections. */
class SpringRedisCommandsTest extends OneTimeStoreContract {
  private static TestRedis redis;

  @BeforeAll
  static void startServer() throws IOException {
    redis = new TestRedis();
  }

  @AfterAll
  static void stopServer() throws IOException {
    redis.close();
  }

  @Override
  protected OneTimeStore open(MutableClock clock) {
    redis.empty();
    return RedisOneTimeStore.open(new SpringRedisCommands(redis.connections()), clock);
  }

  /** Redis has a clock of its own, which cannot be moved; the end of every value can. */
  @Override
  protected void pass(MutableClock clock, Duration time) {
    try (RedisConnection connection = redis.connections().getConnection()) {
      for (byte[] key : connection.keyCommands().keys("*".getBytes(StandardCharsets.UTF_8))) {
        long left = connection.keyCommands().pTtl(key);
        assertThat(left).as("every value has an end").isPositive();
        connection.keyCommands().pExpire(key, left - time.toMillis());
      }
    }
    clock.advance(time);
  }
}
