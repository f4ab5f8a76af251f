package org.grantlet.spring.store;

import java.util.function.Function;
import org.grantlet.redis.RedisOneTimeStore;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.ReturnType;

/** Commands over the application's connections, outside its transactions. Thread-safe. */
record SpringRedisCommands(RedisConnectionFactory connections)
    implements RedisOneTimeStore.Commands {
  @Override
  public void set(byte[] key, byte[] value, long millis) {
    run(connection -> connection.stringCommands().pSetEx(key, millis, value));
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    return run(connection -> connection.stringCommands().get(key));
  }

  @Override
  public long eval(byte[] script, byte[] key, byte[]... arguments) {
    byte[][] keyAndArguments = new byte[arguments.length + 1][];
    keyAndArguments[0] = key;
    System.arraycopy(arguments, 0, keyAndArguments, 1, arguments.length);
    Long count =
        run(
            connection ->
                connection
                    .scriptingCommands()
                    .<Long>eval(script, ReturnType.INTEGER, 1, keyAndArguments));
    return count == null ? 0 : count;
  }

  private <T> @Nullable T run(Function<RedisConnection, @Nullable T> command) {
    try (RedisConnection connection = connections.getConnection()) {
      return command.apply(connection);
    }
  }
}
