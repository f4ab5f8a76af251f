package org.grantlet.redis;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.internal.text.Reason;
import org.grantlet.store.OneTimeStore;
import org.jspecify.annotations.Nullable;

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

  /** Scripts are atomic. */
  private static final byte[] REPLACE =
      script("redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])");

  private static final byte[] CLAIM =
      ("if redis.call('exists', KEYS[1]) == 1 then return 0 end"
              + " redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2]) return 1")
          .getBytes(StandardCharsets.US_ASCII);

  private static final byte[] REMOVE = script("redis.call('del', KEYS[1])");

  /**
   * The commands that this store sends, over a connection of the application's own. Thread-safe;
   * whatever is thrown counts as a Redis that cannot be asked right now.
   */
  public interface Commands extends AutoCloseable {
    /** {@code SET key value PX millis}. */
    void set(byte[] key, byte[] value, long millis);

    /** {@code GET key}; null if there is no such key. */
    byte @Nullable [] get(byte[] key);

    /** {@code EVAL script 1 key arguments…}, whose reply is an integer. */
    long eval(byte[] script, byte[] key, byte[]... arguments);

    /** Releases what the store alone has used. */
    @Override
    default void close() {}
  }

  private final Commands redis;
  private final Clock clock;

  private RedisOneTimeStore(Commands redis, Clock clock) {
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
    return open(JedisCommands.connect(uri), clock);
  }

  /**
   * A store on a connection that the application has.
   *
   * @param redis how long its calls wait at most is the application's to say
   * @throws IllegalArgumentException if Redis cannot be reached, does not let us in, or runs no
   *     scripts
   */
  public static RedisOneTimeStore open(Commands redis, Clock clock) {
    try {
      redis.eval(REMOVE, key("start"), key("start"));
      return new RedisOneTimeStore(redis, clock);
    } catch (RuntimeException e) {
      redis.close();
      throw new IllegalArgumentException(
          "Redis does not answer, or runs no scripts: " + Reason.of(e), e);
    }
  }

  @Override
  public boolean offer(String key, byte[] value, Instant expiresAt, @Nullable String owner) {
    try {
      redis.set(key(key), value, millisTo(expiresAt));
      return true;
    } catch (RuntimeException e) {
      if (isFull(e)) {
        return false;
      }
      throw unavailable(e);
    }
  }

  @Override
  public boolean claim(String key, byte[] value, Instant expiresAt) {
    try {
      return redis.eval(CLAIM, key(key), value, millis(expiresAt)) == 1;
    } catch (RuntimeException e) {
      if (isFull(e)) {
        throw new GrantletException(ErrorCode.RATE_LIMITED, "Redis is full; try again later", e);
      }
      throw unavailable(e);
    }
  }

  @Override
  public Optional<byte[]> peek(String key) {
    try {
      return Optional.ofNullable(redis.get(key(key)));
    } catch (RuntimeException e) {
      throw unavailable(e);
    }
  }

  @Override
  public boolean replace(
      String key, byte[] expected, byte[] value, Instant expiresAt, boolean ended) {
    return run(REPLACE, key, expected, value, millis(expiresAt));
  }

  @Override
  public boolean remove(String key, byte[] expected) {
    return run(REMOVE, key, expected);
  }

  private byte[] millis(Instant expiresAt) {
    return Long.toString(millisTo(expiresAt)).getBytes(StandardCharsets.US_ASCII);
  }

  /** The time left, not the time of day: nodes and Redis need not agree on that. */
  private long millisTo(Instant expiresAt) {
    return Math.max(1, Duration.between(clock.instant(), expiresAt).toMillis());
  }

  private boolean run(byte[] script, String key, byte[]... arguments) {
    try {
      return redis.eval(script, key(key), arguments) == 1;
    } catch (RuntimeException e) {
      throw unavailable(e);
    }
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

  /** Redis's own word; libraries wrap it. */
  private static boolean isFull(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).startsWith("OOM ")) {
        return true;
      }
    }
    return false;
  }

  private static GrantletException unavailable(RuntimeException cause) {
    return new GrantletException(ErrorCode.UNAVAILABLE, "Redis cannot be asked right now", cause);
  }
}
