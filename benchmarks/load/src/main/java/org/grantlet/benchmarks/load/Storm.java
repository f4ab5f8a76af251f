package org.grantlet.benchmarks.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * 1,000 callers on four nodes want the access token of one grant that has expired. The nodes share
 * a PostgreSQL; the provider takes 300 ms for a refresh. Counts the refreshes (there must be one),
 * and tells how long the callers wait beyond the time that the provider takes: those of the node
 * that refreshes, and those of the others. Beside it stands how long as many threads take to wake
 * that wait for nothing but the end of that time.
 */
final class Storm {
  private static final int NODES = 4;
  private static final int CALLERS_OF_EACH = 250;
  static final long PROVIDER_MILLIS = 300;

  /** One storm: waits beyond the provider's time in microseconds, shortest first. */
  private record Outcome(
      long refreshes,
      long providerMicros,
      List<Long> within,
      List<Long> across,
      List<Long> waking) {}

  private final Child provider;
  private final String database;
  private final Plan plan;
  private final StringBuilder rows = new StringBuilder();

  private Storm(Child provider, String database, Plan plan) {
    this.provider = provider;
    this.database = database;
    this.plan = plan;
  }

  /** Gives a table in Markdown. */
  static String measure(Plan plan) throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Child provider =
            new Child(List.of(), ProviderStub.class, List.of("-Xmx256m"), "" + PROVIDER_MILLIS)) {
      Storm storm = new Storm(provider, postgres.getJdbcUrl("postgres", "postgres"), plan);
      storm.measure("one JVM", 1);
      storm.measure("four JVMs", NODES);
      return """
      | %,d callers on %d nodes in | storms | refreshes in each | provider, ms | p50, p99 of the \
      node that refreshes, ms more | p50, p99 of the others, ms more | p50, p99 of waking as many \
      threads, ms |
      |---|---|---|---|---|---|---|
      %s
      %s
      """
          .formatted(
              NODES * CALLERS_OF_EACH,
              NODES,
              storm.rows.toString(),
              Machine.describe(Cores.shared("all processes on all cores")));
    }
  }

  private void measure(String where, int processes) throws IOException {
    List<Child> children = new ArrayList<>();
    int nodes = NODES / processes;
    try {
      for (int i = 0; i < processes; i++) {
        children.add(
            new Child(
                List.of(),
                StormNode.class,
                List.of("-Xmx512m"),
                provider.uri().toString(),
                database,
                String.valueOf(1 + i * nodes),
                String.valueOf(nodes),
                String.valueOf(CALLERS_OF_EACH)));
      }
      int warmUp = (int) Math.min(plan.warmUp() / 1000, 30);
      int count = 4 * plan.rounds();
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < warmUp + count; i++) {
        Outcome outcome = storm(children);
        if (i >= warmUp) {
          outcomes.add(outcome);
        }
        Progress.say(
            "storm in %s: %d refreshes, %d µs at the provider; more: within %s, across %s; waking %s"
                .formatted(
                    where,
                    outcome.refreshes,
                    outcome.providerMicros,
                    millis(outcome.within),
                    millis(outcome.across),
                    millis(outcome.waking)));
      }
      rows.append(row(where, outcomes));
    } finally {
      children.forEach(Child::close);
    }
  }

  private Outcome storm(List<Child> children) throws IOException {
    String grant = children.get(0).ask("grant");
    LockSupport.parkNanos(SlowRefresh.FIRST_LIFE.toNanos());
    provider.ask(ProviderStub.REFRESHES); // forgets those before
    List<String[]> waits = all(children, grant);
    String[] seen = provider.ask(ProviderStub.REFRESHES).split(" ", -1);
    long atProvider = Long.parseLong(seen[1]);
    return new Outcome(
        Long.parseLong(seen[0]),
        atProvider,
        beyond(waits, atProvider, seen[2]::equals),
        beyond(waits, atProvider, node -> !seen[2].equals(node)),
        beyond(all(children, StormNode.FLOOR), 0, node -> true));
  }

  /** What all do at once; gives the name of each node and how long each of its callers took. */
  private static List<String[]> all(List<Child> children, String command) throws IOException {
    children.forEach(child -> child.tell(command));
    List<String[]> waits = new ArrayList<>();
    for (Child child : children) {
      for (String node : child.answer().split(";", -1)) {
        if (node.startsWith("failed ")) {
          throw new IOException("a caller got no token: " + node);
        }
        waits.add(node.split(" ", -1));
      }
    }
    return waits;
  }

  private static List<Long> beyond(List<String[]> waits, long micros, Predicate<String> nodes) {
    return waits.stream()
        .filter(node -> nodes.test(node[0]))
        .flatMap(node -> Arrays.stream(node).skip(1))
        .map(text -> Long.parseLong(text) - micros)
        .sorted()
        .toList();
  }

  private static String row(String where, List<Outcome> outcomes) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d to %d | %.0f | %s | %s | %s |%n",
        where,
        outcomes.size(),
        outcomes.stream().mapToLong(Outcome::refreshes).min().orElseThrow(),
        outcomes.stream().mapToLong(Outcome::refreshes).max().orElseThrow(),
        Sample.median(outcomes.stream().mapToDouble(Outcome::providerMicros).toArray()) / 1000,
        millis(together(outcomes, Outcome::within)),
        millis(together(outcomes, Outcome::across)),
        millis(together(outcomes, Outcome::waking)));
  }

  private static List<Long> together(List<Outcome> outcomes, Function<Outcome, List<Long>> waits) {
    return outcomes.stream().map(waits).flatMap(List::stream).sorted().toList();
  }

  private static String millis(List<Long> sorted) {
    return String.format(
        Locale.ROOT,
        "%.1f, %.1f",
        sorted.get(sorted.size() / 2) / 1000.0,
        sorted.get((int) (sorted.size() * 0.99)) / 1000.0);
  }
}
