package org.grantlet.spring.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.grantlet.servlet.HostedAuth;
import org.grantlet.spring.AutoConfigured;
import org.grantlet.testing.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Logins in the application's own Redis. */
class RedisTest {
  private static TestRedis redis;

  @BeforeAll
  static void startServer() throws IOException {
    redis = new TestRedis();
  }

  @AfterAll
  static void stopServer() throws IOException {
    redis.close();
  }

  @BeforeEach
  void empty() {
    redis.empty();
  }

  private static WebApplicationContextRunner runner() {
    return AutoConfigured.with(
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration")
        .withPropertyValues(
            "spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + redis.port());
  }

  @Test
  void logins_areInTheRedisOfTheApplication() {
    runner()
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              HostedAuth hostedAuth = context.getBean(HostedAuth.class);
              hostedAuth.request("google").redirectUri("/connected").create();
              assertThat(redis.keys()).isEqualTo(1);
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
              assertThat(redis.keys()).isZero();
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
}
