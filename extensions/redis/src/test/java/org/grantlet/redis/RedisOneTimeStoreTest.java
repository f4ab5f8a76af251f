package org.grantlet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.OneTimeStore;
import org.grantlet.store.OneTimeStoreContract;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.JedisPooled;
import redis.embedded.RedisServer;

class RedisOneTimeStoreTest {
  private static final byte[] VALUE = {1};

  private static RedisServer server;
  private static URI uri;

  private final MutableClock clock = MutableClock.atNow();

  @BeforeAll
  static void startServer() throws IOException {
    int port = Ports.free();
    server = server(port);
    server.start();
    uri = URI.create("redis://127.0.0.1:" + port + "/1");
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.stop();
  }

  private static RedisServer server(int port) throws IOException {
    return RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
  }

  @Nested
  class Contract extends OneTimeStoreContract {
    @Override
    protected OneTimeStore open(MutableClock clock) {
      try (JedisPooled redis = new JedisPooled(uri)) {
        redis.flushDB();
      }
      return RedisOneTimeStore.open(uri, clock);
    }

    /** Redis has a clock of its own, which cannot be moved; the end of every value can. */
    @Override
    protected void pass(MutableClock clock, Duration time) {
      try (JedisPooled redis = new JedisPooled(uri)) {
        for (String key : redis.keys("*")) {
          long left = redis.pttl(key);
          assertThat(left).as("every value has an end").isPositive();
          redis.pexpire(key, left - time.toMillis());
        }
      }
      clock.advance(time);
    }
  }

  @Test
  void aRedisThatIsFull_refusesWhatBegins_andNothingElse() {
    try (JedisPooled admin = new JedisPooled(uri);
        OneTimeStore store = RedisOneTimeStore.open(uri, clock)) {
      store.offer("a", VALUE, clock.instant().plusSeconds(60), null);
      admin.configSet("maxmemory", "1");
      assertThat(store.offer("b", VALUE, clock.instant().plusSeconds(60), null)).isFalse();
      assertThat(store.remove("a", VALUE)).isTrue();
      admin.configSet("maxmemory", "0");
      assertThat(store.offer("b", VALUE, clock.instant().plusSeconds(60), null)).isTrue();
    }
  }

  @Test
  void aRedisThatGoesAndComesBack_failsClosed_andWorksAgain() throws IOException {
    int port = Ports.free();
    RedisServer fragile = server(port);
    fragile.start();
    try (OneTimeStore store =
        RedisOneTimeStore.open(URI.create("redis://127.0.0.1:" + port), clock)) {
      assertThat(store.offer("a", VALUE, clock.instant().plusSeconds(60), null)).isTrue();
      fragile.stop();
      assertThatThrownBy(() -> store.remove("a", VALUE))
          .isInstanceOfSatisfying(
              GrantletException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
      assertThatThrownBy(() -> store.offer("b", VALUE, clock.instant().plusSeconds(60), null))
          .isInstanceOf(GrantletException.class);
      fragile.start();
      assertThat(store.peek("a")).as("it kept nothing on disk").isEmpty();
      assertThat(store.offer("b", VALUE, clock.instant().plusSeconds(60), null)).isTrue();
      assertThat(store.remove("b", VALUE)).isTrue();
    } finally {
      fragile.stop();
    }
  }

  @Test
  void aWrongLocation_isToldAtStart_withoutItsPassword() throws IOException {
    RedisStoreFactory factory = new RedisStoreFactory();
    assertThat(factory.opensOneTimeStore("caffeine")).isFalse();
    String nobody = "redis://user:hunter2@127.0.0.1:" + Ports.free();
    for (String location :
        new String[] {
          nobody,
          "redis://u:hunter2@ho st",
          "redis://:hunter2@x",
          "redis://:a/hunter2@127.0.0.1:1",
          "redis://:a#hunter2@127.0.0.1:1",
          "redis://:hunter2@127.0.0.1:port"
        }) {
      assertThat(factory.opensOneTimeStore(location)).isTrue();
      assertThatThrownBy(() -> factory.openOneTimeStore(location, clock))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Redis")
          .satisfies(failure -> assertThat(Reason.of(failure)).doesNotContain("hunter2", "null"));
    }
  }
}
