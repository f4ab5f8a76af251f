package org.grantlet.benchmarks.stores;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.grantlet.Grantlet;
import org.grantlet.Secret;
import org.grantlet.jdbc.JdbcStoreFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 20,000 events of as many grants, from PostgreSQL to one webhook at a local receiver; goal: 2,000
 * a second on two cores, which is 500 µs for each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first
public class EventsBenchmark {
  private static final int EVENTS = 20_000;

  /** As a change writes them, for a recipient that is told later. */
  private static final String FILL =
      """
      insert into grantlet_event (id, event_type, happened_at, grant_id, account_id, grant_position,
          body, personal)
        select gen_random_uuid()::varchar, 'grant.updated', %2$d, 'grant-' || i, 'account-' || i, 16,
          '{"source":"https://app.example.com/connect","application_id":"app","provider":"google",'
            || '"integration_id":"i-1","status":"valid","scope":["openid","email"],'
            || '"created_at":1700000000000,"updated_at":1700000000000,"refreshable":true}',
          '{"email":"ada@example.com","metadata":{"plan":"pro"}}'
        from generate_series(1, %1$d) i;
      insert into grantlet_delivery (recipient, event_id, grant_id, grant_position, status, due_at,
          attempts, failures)
        select 'webhook:bench', id, grant_id, grant_position, 'open', %2$d, 0, 0 from grantlet_event;
      analyze grantlet_event; analyze grantlet_delivery
      """;

  private final AtomicInteger taken = new AtomicInteger();
  private EmbeddedPostgres postgres;
  private HttpServer receiver;
  private Grantlet grantlet;

  /** For JMH. */
  public EventsBenchmark() {}

  /** Starts database, receiver and node. */
  @Setup
  public void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    receiver.setExecutor(Executors.newFixedThreadPool(8));
    receiver.createContext("/", this::take);
    receiver.start();
    String url = postgres.getJdbcUrl("postgres", "postgres");
    grantlet =
        Grantlet.builder()
            .baseUrl("https://app.example.com")
            .insecureLoopback(true)
            .webhookPrivateEndpoints(true)
            .backgroundRefresh(Duration.ZERO)
            .encryptionKey(Secret.of("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="))
            .stores(() -> new JdbcStoreFactory().openStore(url, Clock.systemUTC()))
            .webhook(
                "bench",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq="))
            .build();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      taken.incrementAndGet();
      exchange.sendResponseHeaders(204, -1);
    }
  }

  /** Fills the tables, and waits for the first event: the node looks for them once a second. */
  @Setup(Level.Invocation)
  public void fill() throws SQLException {
    execute("truncate grantlet_event, grantlet_delivery");
    taken.set(0);
    execute(FILL.formatted(EVENTS, System.currentTimeMillis()));
    while (taken.get() == 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Stops all. */
  @TearDown
  public void stop() throws IOException {
    grantlet.close();
    receiver.stop(0);
    postgres.close();
  }

  /** Waits until all is heard. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int tell() throws SQLException {
    int looks = 1;
    while (isLeft()) {
      LockSupport.parkNanos(20_000_000);
      looks++;
    }
    return looks;
  }

  private boolean isLeft() throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select 1 from grantlet_delivery where status = 'open' limit 1")) {
      return row.next();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
