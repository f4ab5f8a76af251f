package org.grantlet.sample;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Ports;
import org.grantlet.testing.TestProvider;
import redis.embedded.RedisServer;

/** A PostgreSQL and a Redis that nodes of the sample share, each of which can go and come back. */
final class Backends implements AutoCloseable {
  private static final String KEY = EncryptionKey.random().encoded();

  private final Path folder;
  private final int postgresPort = Ports.free();
  private final int redisPort = Ports.free();
  private EmbeddedPostgres postgres;
  private RedisServer redis;

  Backends(Path folder) throws IOException {
    this.folder = folder;
    postgres = postgres();
    redis = redis();
  }

  /** What a node of the sample is configured with. */
  Map<String, String> properties(TestProvider provider) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(
        "grantlet.store",
        "jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres?user=postgres");
    properties.put("grantlet.one-time-store", "redis://127.0.0.1:" + redisPort);
    properties.put("grantlet.encryption-key", KEY);
    properties.putAll(common(provider));
    return properties;
  }

  /** What the sample is configured with on any store. */
  static Map<String, String> common(TestProvider provider) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("grantlet.login-confirmation", "never");
    properties.put("grantlet.token-endpoint", "true");
    String integration = "grantlet.integration.test.";
    properties.put(integration + "issuer", provider.issuer());
    properties.put(integration + "client-id", provider.clientId());
    properties.put(integration + "client-secret", provider.clientSecret());
    properties.put(integration + "scope", "openid email");
    properties.put(integration + "redirect-uris", "/connected");
    return properties;
  }

  EmbeddedPostgres database() {
    return postgres;
  }

  void stopPostgres() throws IOException {
    postgres.close();
  }

  void startPostgres() throws IOException {
    postgres = postgres();
  }

  void stopRedis() throws IOException {
    redis.stop();
  }

  void startRedis() throws IOException {
    redis = redis();
  }

  private EmbeddedPostgres postgres() throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(postgresPort)
        .setDataDirectory(folder.resolve("postgres"))
        .setCleanDataDirectory(false)
        .setPGStartupWait(Patience.LIMIT)
        .start();
  }

  private RedisServer redis() throws IOException {
    RedisServer server =
        RedisServer.newRedisServer().port(redisPort).bind("127.0.0.1").setting("save \"\"").build();
    server.start();
    return server;
  }

  @Override
  public void close() throws IOException {
    redis.stop();
    postgres.close();
  }
}
