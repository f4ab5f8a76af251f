package org.grantlet.spring.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.grantlet.redis.RedisOneTimeStore;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.spring.AutoConfigured;
import org.grantlet.store.OneTimeStore;
import org.grantlet.store.OneTimeStoreContract;
import org.grantlet.testing.MutableClock;
import org.grantlet.testing.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisServer;

/** Logins in the application's own Redis. */
class RedisTest {
  private static RedisServer server;
  private static int port;

  @BeforeAll
  static void startServer() throws IOException {
    port = Ports.free();
    server = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
    server.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.stop();
  }

  private static WebApplicationContextRunner runner() {
    return AutoConfigured.with(
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration")
        .withPropertyValues("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + port);
  }

  private static long keys(RedisConnectionFactory connections) {
    try (RedisConnection connection = connections.getConnection()) {
      return connection.serverCommands().dbSize();
    }
  }

  @AfterEach
  void empty() {
    LettuceConnectionFactory connections = new LettuceConnectionFactory(address());
    connections.start();
    try (RedisConnection connection = connections.getConnection()) {
      connection.serverCommands().flushDb();
    } finally {
      connections.destroy();
    }
  }

  private static RedisStandaloneConfiguration address() {
    return new RedisStandaloneConfiguration("127.0.0.1", port);
  }

  @Test
  void logins_areInTheRedisOfTheApplication() {
    runner()
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              HostedAuth hostedAuth = context.getBean(HostedAuth.class);
              hostedAuth.request("google").redirectUri("/connected").create();
              assertThat(keys(context.getBean(RedisConnectionFactory.class))).isEqualTo(1);
            });
  }

  @Test
  void placeThatTheKeyNames_isTheOne() {
    runner()
        .withPropertyValues("grantlet.one-time-store=caffeine")
        .run(
            context -> {
              HostedAuth hostedAuth = context.getBean(HostedAuth.class);
              hostedAuth.request("google").redirectUri("/connected").create();
              assertThat(keys(context.getBean(RedisConnectionFactory.class))).isZero();
            });
  }

  @Test
  void redisThatDoesNotAnswer_isSaidAtTheStart() {
    runner()
        .withPropertyValues("spring.data.redis.port=" + Ports.free())
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContainingAll(
                        "the Redis of the application, where logins are", "does not answer"));
  }

  /** What every one-time store keeps. */
  @Nested
  class Contract extends OneTimeStoreContract {
    private final LettuceConnectionFactory factory = new LettuceConnectionFactory(address());

    @Override
    protected OneTimeStore open(MutableClock clock) {
      factory.start();
      return RedisOneTimeStore.open(new SpringRedisCommands(factory), clock);
    }

    @AfterEach
    void disconnect() {
      factory.destroy();
    }

    /** Redis has a clock of its own, which cannot be moved; the end of every value can. */
    @Override
    protected void pass(MutableClock clock, Duration time) {
      try (RedisConnection redis = factory.getConnection()) {
        for (byte[] key : redis.keyCommands().keys("*".getBytes(StandardCharsets.UTF_8))) {
          long left = redis.keyCommands().pTtl(key);
          assertThat(left).as("every value has an end").isPositive();
          redis.keyCommands().pExpire(key, left - time.toMillis());
        }
      }
      clock.advance(time);
    }
  }
}
