package org.grantlet.spring.store;

import java.io.IOException;
import org.grantlet.testing.Ports;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisServer;

/** A Redis on a port of its own, with connections of Spring's. */
final class TestRedis implements AutoCloseable {
  private final int port = Ports.free();
  private final RedisServer server;
  private final LettuceConnectionFactory connections;

  TestRedis() throws IOException {
    server = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
    server.start();
    connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port));
    connections.start();
  }

  int port() {
    return port;
  }

  RedisConnectionFactory connections() {
    return connections;
  }

  long keys() {
    try (RedisConnection connection = connections.getConnection()) {
      return connection.serverCommands().dbSize();
    }
  }

  void empty() {
    try (RedisConnection connection = connections.getConnection()) {
      connection.serverCommands().flushDb();
    }
  }

  @Override
  public void close() throws IOException {
    connections.destroy();
    server.stop();
  }
}
