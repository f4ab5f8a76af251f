package org.grantlet.jdbc;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.grantlet.internal.crypto.EncryptionKey;
import org.grantlet.testing.Patience;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on PostgreSQL that are killed at random moments of 500 changes, and started again. What
 * became durable is told by the database itself, with a trigger. {@code -Dgrantlet.crash-runs=50}
 * for more than two runs.
 */
class EventCrashIT {
  private static final int RUNS = Integer.getInteger("grantlet.crash-runs", 2);
  private static final int CHANGES = 500;
  private static final int UNDER_WAY = 8;
  private static final Duration DRAIN = Duration.ofSeconds(90);
  private static final String TRIGGER =
      """
      create table audit (nr bigserial, line text);
      create function audit_grant() returns trigger language plpgsql as $$
        begin
          if tg_op = 'INSERT' then
            insert into audit (line)
              values ('grant.created ' || new.id || ' ' || (new.body::json->'metadata'->>'n'));
          elsif tg_op = 'DELETE' then
            insert into audit (line)
              values ('grant.deleted ' || old.id || ' ' || (old.body::json->'metadata'->>'n'));
          else
            insert into audit (line)
              values ('grant.updated ' || new.id || ' ' || (new.body::json->'metadata'->>'n'));
          end if;
          return null;
        end $$;
      create trigger audit_grant after insert or update or delete on grantlet_grant
        for each row execute function audit_grant();
      """;

  @TempDir private Path folder;
  private final Random random = new Random();
  private final List<String> grants = new CopyOnWriteArrayList<>();
  private final List<EventNodeProcess> nodes = new ArrayList<>();
  private final Map<String, String> given = new LinkedHashMap<>();
  private TestProvider provider;
  private String url = "";
  private int kills;
  private int ahead;

  @Test
  void whatIsDurable_isToldAtLeastOnce_andNothingElse() throws Exception {
    for (int run = 1; run <= RUNS; run++) {
      long began = System.nanoTime();
      try (TestProvider here = TestProvider.start();
          EventReceiver receiver = new EventReceiver()) {
        provider = here;
        run(run, receiver, run == 1);
      } finally {
        nodes.forEach(EventNodeProcess::close);
        nodes.clear();
      }
      System.out.printf(
          "run %s of %s: %s kills, %s s%n",
          run, RUNS, kills, Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }
  }

  private void run(int run, EventReceiver receiver, boolean inRealTime) throws Exception {
    url = PostgresServer.emptyDatabase();
    new Schema(TestConnections.of(url)).open(true);
    PostgresServer.execute(TRIGGER);
    grants.clear();
    kills = 0;
    ahead = 0;
    Path notes = folder.resolve("heard-" + run);
    Files.createFile(notes);
    given.put("key", EncryptionKey.random().encoded());
    given.put("store", url);
    given.put("notes", notes.toString());
    given.put("receiver", receiver.url());
    given.put("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq=");
    provider.openIdSettings().forEach(given::put);
    nodes.add(start());
    nodes.add(start());
    changeAndKill();
    await(inRealTime);
    check(Files.readAllLines(notes), "the listener");
    check(receiver.heard, "the webhook");
    System.out.printf(
        "%s durable changes; the listener heard %s, the webhook %s%n",
        query("select line from audit").size(),
        Files.readAllLines(notes).size(),
        receiver.heard.size());
  }

  private EventNodeProcess start() throws IOException {
    given.put("ahead", String.valueOf(ahead));
    return EventNodeProcess.start(
        folder.resolve("log"),
        given,
        line -> {
          if (line.startsWith("connect ")) {
            grants.add(line.substring("connect ".length()));
          }
        });
  }

  private void changeAndKill() throws Exception {
    int untilKill = 20 + random.nextInt(80);
    for (int n = 1; Integer.parseInt(query("select count(*) from audit").get(0)) < CHANGES; n++) {
      EventNodeProcess node = nextNode();
      node.change(change(n));
      if (--untilKill == 0) {
        untilKill = 20 + random.nextInt(80);
        int victim = random.nextInt(2);
        nodes.get(victim).kill();
        kills++;
        nodes.set(victim, start());
      }
    }
  }

  /** One that is ready, and has not too much to do. */
  private EventNodeProcess nextNode() {
    List<EventNodeProcess> free = new ArrayList<>();
    Patience.await("a node takes a change")
        .until(
            () -> {
              nodes.stream()
                  .filter(node -> node.isReady() && node.underWay() < UNDER_WAY)
                  .forEach(free::add);
              return !free.isEmpty();
            });
    return free.get(random.nextInt(free.size()));
  }

  private String change(int n) {
    int kind = grants.isEmpty() ? 0 : random.nextInt(10);
    if (kind < 3) {
      return "connect " + provider.issueRefreshToken("openid email offline_access") + " " + n;
    }
    String grant = grants.get(random.nextInt(grants.size()));
    if (kind == 9) {
      grants.remove(grant);
      return "delete " + grant + " " + n;
    }
    return "change " + grant + " " + n;
  }

  /**
   * Until nobody has anything still to hear; a claim of a dead node ends after 30 seconds. The
   * clock moves while no node is at work: a claim that ends under a living one counts as lost, too.
   */
  private void await(boolean inRealTime) {
    Patience.await("all changes are done")
        .until(() -> nodes.stream().allMatch(node -> node.isReady() && node.underWay() == 0));
    long began = System.nanoTime();
    int before = ahead;
    Awaitility.await("all is told")
        .atMost(DRAIN)
        .pollInterval(Duration.ofMillis(500))
        .pollInSameThread()
        .until(
            () -> {
              boolean mayMove =
                  !inRealTime || System.nanoTime() - began > Duration.ofSeconds(60).toNanos();
              if (mayMove && (ahead == before || nobodyTells())) {
                ahead += 31;
                nodes.forEach(node -> node.send("ahead " + ahead));
              }
              return query("select 1 from grantlet_delivery where status = 'open'").isEmpty();
            });
    System.out.printf(
        "the last event was told %s s after the last change%n",
        Duration.ofNanos(System.nanoTime() - began).toSeconds());
  }

  private boolean nobodyTells() throws SQLException {
    long now = Instant.now().plusSeconds(ahead).toEpochMilli();
    return query(
            "select 1 from grantlet_delivery where status = 'open' and (holder is not null or"
                + " due_at <= %s)".formatted(now))
        .isEmpty();
  }

  private void check(List<String> heard, String who) throws SQLException {
    List<String> durable = query("select line from audit order by nr");
    assertThat(query("select reason from grantlet_delivery where status <> 'heard'")).isEmpty();
    assertThat(new LinkedHashSet<>(heard)).as(who).containsExactlyInAnyOrderElementsOf(durable);
    assertThat(inOrder(heard)).as("order at " + who).isEqualTo(inOrder(durable));
  }

  /** What was heard of each grant, repetitions left out. */
  private static Map<String, List<String>> inOrder(List<String> lines) {
    return lines.stream().distinct().collect(groupingBy(line -> line.split(" ", -1)[1]));
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
