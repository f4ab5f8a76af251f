package org.grantlet.benchmarks.stores;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantStatus;
import org.grantlet.jdbc.JdbcStoreFactory;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;
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

/** Grants from PostgreSQL; goal: the same among 10,000 and among 1,000,000, within 1.5. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first
public class PostgresGrantsBenchmark {
  /** A tenth is invalid; eight providers; the ids are random, as those of grants are. */
  private static final String FILL =
      """
      insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email,
          account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens)
        select uuid_in(md5('grant' || i)::cstring)::varchar, 1, md5('a' || i) || md5('b' || i),
          'provider-' || i %% 8, 'integration', case when i %% 10 = 0 then 'invalid' else 'valid' end,
          'user-' || i || '@example.com', 'account-' || i / 10, 'subject-' || i, '192.0.2.1',
          1700000000000 + i * 1000::bigint, 1700000000000 + i * 1000::bigint, 1800000000000,
          '{"scope":["openid","email"],"metadata":{"plan":"pro"},"settings":{}}', repeat(md5(i::text), 30)
        from generate_series(1, %d) i
      """;

  private final GrantQuery byStatus = GrantQuery.builder().status(GrantStatus.INVALID).build();
  private final GrantQuery byProviderAndStatus =
      GrantQuery.builder().provider("provider-3").status(GrantStatus.VALID).build();
  private final GrantQuery newest = GrantQuery.builder().build();

  /** How many grants there are. */
  @Param({"10000", "1000000"})
  public int grants;

  private EmbeddedPostgres postgres;
  private GrantStore store;
  private String[] ids = {};

  /** For JMH. */
  public PostgresGrantsBenchmark() {}

  /** Starts the server, and fills the table unless an earlier benchmark did. */
  @Setup
  public void fill() throws IOException, SQLException {
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(Path.of("target", "postgres-" + grants))
            .setCleanDataDirectory(false)
            .start();
    store =
        new JdbcStoreFactory()
            .openStore(postgres.getJdbcUrl("postgres", "postgres"), Clock.systemUTC())
            .grants();
    if (store.list(newest).isEmpty()) {
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(FILL.formatted(grants));
        statement.execute("vacuum analyze grantlet_grant");
      }
    }
    ids = store.scan("", 1000).stream().map(StoredGrant::id).toArray(String[]::new);
  }

  /** Stops the server. */
  @TearDown
  public void stop() throws IOException {
    store.close();
    postgres.close();
  }

  /** One grant. */
  @Benchmark
  public Optional<StoredGrant> byId() {
    return store.find(ids[ThreadLocalRandom.current().nextInt(ids.length)]);
  }

  /** The first page of one address. */
  @Benchmark
  public List<Grant> byEmail() {
    int user = ThreadLocalRandom.current().nextInt(1, 10_000);
    return store.list(GrantQuery.builder().email("user-" + user + "@example.com").build());
  }

  /** The first page of a status that a tenth has. */
  @Benchmark
  public List<Grant> byStatus() {
    return store.list(byStatus);
  }

  /** The first page of two filters. */
  @Benchmark
  public List<Grant> byProviderAndStatus() {
    return store.list(byProviderAndStatus);
  }

  /** The first page of all. */
  @Benchmark
  public List<Grant> newest() {
    return store.list(newest);
  }
}
