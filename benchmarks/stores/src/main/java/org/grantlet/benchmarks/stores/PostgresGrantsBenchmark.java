package org.grantlet.benchmarks.stores;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.grantlet.Grant;
import org.grantlet.GrantQuery;
import org.grantlet.GrantStatus;
import org.grantlet.jdbc.JdbcStoreFactory;
import org.grantlet.store.GrantStore;
import org.grantlet.store.StoredGrant;
import org.jspecify.annotations.Nullable;
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

/**
 * Grants from PostgreSQL; goal: the same among 10,000 and among 10,000,000, within 1.5. With {@code
 * -p url=jdbc:postgresql:…} it reads a server of your own, with settings of your own, whose empty
 * table it fills.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first
public class PostgresGrantsBenchmark {
  /**
   * A tenth is invalid; eight providers; the ids are random, as those of grants are, and each grant
   * was refreshed at some time of the last day. What lists read is indexed when the rows are there.
   */
  private static final String FILL =
      """
      do $$
      declare
        lists text[] := array(select indexdef from pg_indexes
          where tablename = 'grantlet_grant' and indexdef like 'CREATE INDEX%%');
        list text;
      begin
        foreach list in array lists loop
          execute 'drop index ' || split_part(list, ' ', 3);
        end loop;
        insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email,
            account_id, provider_user_id, ip, created_at, updated_at, expires_at, refreshed_at, body, tokens)
          select md5('grant' || i)::uuid::text, 1, md5('a' || i) || md5('b' || i), 'provider-' || i %% 8,
            md5('integration' || i %% 8)::uuid::text, case when i %% 10 = 0 then 'invalid' else 'valid' end,
            substr(md5('mail' || i), 1, 12) || '@example.com', 'account-' || md5('account' || i / 2),
            md5('subject' || i), '192.0.' || i %% 250 || '.' || i / 250 %% 250, created, created,
            refreshed + 3600000, case when i %% 10 = 0 then null else refreshed end,
            '{"scope":["openid","email"],"metadata":{"plan":"pro"},"settings":{},"last_refresh_at":'
              || refreshed / 1000 || '}', repeat(md5(i::text), 40)
          from (select i, %2$d - 63072000000 + i * 63072000000 / %1$d created,
              %2$d - abs(hashint8extended(i, 1)) %% 86400000 refreshed
            from generate_series(1::bigint, %1$d) i) rows;
        foreach list in array lists loop
          execute list;
        end loop;
      end $$
      """;

  private static final long DAY_MILLIS = 86_400_000;

  /** When the last of them was refreshed. */
  private static final Instant FILLED = Instant.parse("2026-01-01T00:00:00Z");

  private final GrantQuery byStatus = GrantQuery.builder().status(GrantStatus.INVALID).build();
  private final GrantQuery byProviderAndStatus =
      GrantQuery.builder().provider("provider-3").status(GrantStatus.VALID).build();
  private final GrantQuery newest = GrantQuery.builder().build();

  /** How many grants there are. */
  @Param({"10000", "1000000"})
  public int grants;

  /** How many of them are in use: those are read, and stay in PostgreSQL's buffers; 0 for all. */
  @Param({"0", "10000"})
  public int used;

  /** The database; empty for an embedded one. */
  @Param("")
  public String url;

  private @Nullable EmbeddedPostgres postgres;
  private GrantStore store;

  /** For JMH. */
  public PostgresGrantsBenchmark() {}

  /** Starts the server, and fills the table unless an earlier benchmark did. */
  @Setup
  public void fill() throws IOException, SQLException {
    String database = url.isEmpty() ? start() : url;
    store = new JdbcStoreFactory().openStore(database, Clock.systemUTC()).grants();
    if (store.list(newest).isEmpty()) {
      try (Connection connection = DriverManager.getConnection(database);
          Statement statement = connection.createStatement()) {
        statement.execute("set maintenance_work_mem = '1GB'");
        statement.execute(FILL.formatted(grants, FILLED.toEpochMilli()));
        statement.execute("vacuum analyze grantlet_grant");
      }
    }
  }

  private String start() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(Path.of("target", "postgres-" + grants))
            .setCleanDataDirectory(false)
            .start();
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  /** Stops the server. */
  @TearDown
  public void stop() throws IOException {
    store.close();
    if (postgres != null) {
      postgres.close();
    }
  }

  /** The number of a grant, from 1; those in use are anywhere in the table. */
  private long any() {
    return used == 0
        ? ThreadLocalRandom.current().nextLong(1, grants + 1L)
        : 1 + ThreadLocalRandom.current().nextLong(used) * 7_919 % grants;
  }

  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One grant. */
  @Benchmark
  public StoredGrant byId() {
    String id = md5("grant" + any()).replaceFirst("(.{8})(.{4})(.{4})(.{4})", "$1-$2-$3-$4-");
    return store.find(id).orElseThrow();
  }

  /** The first page of one address. */
  @Benchmark
  public List<Grant> byEmail() {
    String email = md5("mail" + any()).substring(0, 12) + "@example.com";
    return store.list(GrantQuery.builder().email(email).build());
  }

  /** 100 grants that are due for a refresh, somewhere among them. */
  @Benchmark
  public List<StoredGrant> due() {
    Instant last = FILLED.minusMillis(ThreadLocalRandom.current().nextLong(DAY_MILLIS));
    Grant after = Grant.builder("", "provider-0", "").lastRefreshAt(last).build();
    return store.unrefreshed(FILLED, new StoredGrant(after, null, "", null, 1), 100);
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
