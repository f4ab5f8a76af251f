package org.grantlet.redis;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Keeps one-time values in Redis: each step is a <a
 * href="https://redis.io/docs/latest/develop/programmability/eval-intro/">script</a>, which is
 * atomic, and expiry is Redis's own. Thread-safe.
 *
 * <p>Redis should run with {@code maxmemory-policy noeviction}: a value that it evicts is a login
 * that fails, and has to be started again. A replica that takes over may not have the last values
 * yet, with the same effect, or still have values that were taken: run Redis with {@code
 * min-replicas-to-write} where that matters.
 */
public final class RedisOneTimeStore implements OneTimeStore {
  private static final String PREFIX = "grantlet:";
  private static final int CONNECTIONS = 16;
  private static final int TIMEOUT_MILLIS = 2_000;

  /** Scripts are atomic. */
  private static final byte[] REPLACE =
      script("redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])");

  private static final byte[] REMOVE = script("redis.call('del', KEYS[1])");

  private final JedisPooled redis;
  private final Clock clock;

  private RedisOneTimeStore(JedisPooled redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  /**
   * A store with at most 16 connections, each of whose calls waits for at most 2 seconds.
   *
   * @param uri {@code redis://[user:password@]host[:port][/database]}; {@code rediss:} for TLS
   * @throws IllegalArgumentException if Redis cannot be reached, does not let us in, or runs no
   *     scripts
   */
  public static RedisOneTimeStore open(URI uri, Clock clock) {
    GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    pool.setMaxWait(Duration.ofMillis(TIMEOUT_MILLIS));
    pool.setJmxEnabled(false);
    JedisPooled redis;
    try {
      Objects.requireNonNull(uri.getHost());
      redis = new JedisPooled(pool, uri, TIMEOUT_MILLIS);
    } catch (RuntimeException e) { // no cause: it may have a part of the password
      throw new IllegalArgumentException(
          "the Redis URL lacks a host or a port, or has a password that is not percent-encoded");
    }
    try {
      redis.eval(REMOVE, List.of(key("start")), List.of(key("start")));
      return new RedisOneTimeStore(redis, clock);
    } catch (JedisException e) {
      redis.close();
      throw new IllegalArgumentException(
          "Redis does not answer, or runs no scripts: " + Reason.of(e), e);
    }
  }

  @Override
  public boolean offer(String key, byte[] value, Instant expiresAt, @Nullable String owner) {
    try {
      ask(() -> redis.set(key(key), value, SetParams.setParams().px(millisTo(expiresAt))));
      return true;
    } catch (GrantletException e) {
      if (e.getCause() instanceof JedisDataException refused
          && String.valueOf(refused.getMessage()).startsWith("OOM ")) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<byte[]> peek(String key) {
    return Optional.ofNullable(ask(() -> redis.get(key(key))));
  }

  @Override
  public boolean replace(
      String key, byte[] expected, byte[] value, Instant expiresAt, boolean ended) {
    byte[] millis = Long.toString(millisTo(expiresAt)).getBytes(StandardCharsets.US_ASCII);
    return run(REPLACE, key, expected, value, millis);
  }

  @Override
  public boolean remove(String key, byte[] expected) {
    return run(REMOVE, key, expected);
  }

  /** The time left, not the time of day: nodes and Redis need not agree on that. */
  private long millisTo(Instant expiresAt) {
    return Math.max(1, Duration.between(clock.instant(), expiresAt).toMillis());
  }

  private boolean run(byte[] script, String key, byte[]... arguments) {
    return Long.valueOf(1)
        .equals(ask(() -> redis.eval(script, List.of(key(key)), List.of(arguments))));
  }

  @Override
  public void close() {
    redis.close();
  }

  private static byte[] script(String step) {
    return ("if redis.call('get', KEYS[1]) == ARGV[1] then " + step + " return 1 end return 0")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] key(String key) {
    return (PREFIX + key).getBytes(StandardCharsets.UTF_8);
  }

  private static <T extends @Nullable Object> T ask(Supplier<T> command) {
    try {
      return command.get();
    } catch (JedisException e) {
      throw new GrantletException(ErrorCode.UNAVAILABLE, "Redis cannot be asked right now", e);
    }
  }
}
