package org.grantlet.redis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.params.SetParams;

/** Commands over a pool of connections of our own. Thread-safe. */
record JedisCommands(JedisPooled redis) implements RedisOneTimeStore.Commands {
  private static final int CONNECTIONS = 16;
  private static final int TIMEOUT_MILLIS = 2_000;

  /** Reaches Redis at the first command. */
  static JedisCommands connect(URI uri) {
    GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    pool.setMaxWait(Duration.ofMillis(TIMEOUT_MILLIS));
    pool.setJmxEnabled(false);
    try {
      Objects.requireNonNull(uri.getHost());
      return new JedisCommands(new JedisPooled(pool, uri, TIMEOUT_MILLIS));
    } catch (RuntimeException e) { // no cause: it may have a part of the password
      throw new IllegalArgumentException(
          "the Redis URL lacks a host or a port, or has a password that is not percent-encoded");
    }
  }

  @Override
  public void set(byte[] key, byte[] value, long millis) {
    redis.set(key, value, SetParams.setParams().px(millis));
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    return redis.get(key);
  }

  @Override
  public long eval(byte[] script, byte[] key, byte[]... arguments) {
    return redis.eval(script, List.of(key), List.of(arguments)) instanceof Long count ? count : 0;
  }

  @Override
  public void close() {
    redis.close();
  }
}
