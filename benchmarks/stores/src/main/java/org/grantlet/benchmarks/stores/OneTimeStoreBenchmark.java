package org.grantlet.benchmarks.stores;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.grantlet.internal.memory.MemoryOneTimeStore;
import org.grantlet.jdbc.JdbcStoreFactory;
import org.grantlet.redis.RedisOneTimeStore;
import org.grantlet.store.OneTimeStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import redis.embedded.RedisServer;

/** One value put and taken, in each one-time store. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first
public class OneTimeStoreBenchmark {
  private static final byte[] VALUE = new byte[300];

  /** Which store. */
  @Param({"caffeine", "h2", "postgresql", "redis"})
  public String kind = "";

  private OneTimeStore store;
  private AutoCloseable server = () -> {};

  /** For JMH. */
  public OneTimeStoreBenchmark() {}

  /** Starts the server, if there is one. */
  @Setup
  public void open() throws IOException {
    store =
        switch (kind) {
          case "h2" -> jdbc("jdbc:h2:file:" + Files.createTempDirectory("h2").resolve("store"));
          case "postgresql" -> {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            server = postgres;
            yield jdbc(postgres.getJdbcUrl("postgres", "postgres"));
          }
          case "redis" -> redis();
          default -> new MemoryOneTimeStore(Clock.systemUTC(), 1 << 27);
        };
  }

  private static OneTimeStore jdbc(String url) {
    return new JdbcStoreFactory().openStore(url, Clock.systemUTC()).oneTime();
  }

  private OneTimeStore redis() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    RedisServer redis = RedisServer.newRedisServer().port(port).bind("127.0.0.1").build();
    redis.start();
    server = redis::stop;
    return RedisOneTimeStore.open(URI.create("redis://127.0.0.1:" + port), Clock.systemUTC());
  }

  /** Stops the server, if there is one. */
  @TearDown
  public void close() throws Exception {
    store.close();
    server.close();
  }

  /** As a login URL is made and opened. */
  @Benchmark
  public boolean offerAndReplace() {
    String key = UUID.randomUUID().toString();
    store.offer(key, VALUE, Instant.now().plusSeconds(600), null);
    return store
        .peek(key)
        .filter(value -> store.replace(key, value, VALUE, Instant.now().plusSeconds(600), true))
        .isPresent();
  }
}
