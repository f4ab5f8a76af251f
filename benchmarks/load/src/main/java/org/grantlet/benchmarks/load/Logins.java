package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Whole logins: what they cost with one user, with some and with many. */
final class Logins {
  private final Bench bench;
  private final Map<Integer, Map<Contender, Sample>> byUsers = new TreeMap<>();

  private Logins(Bench bench) {
    this.bench = bench;
  }

  static void measure(Bench bench) throws IOException {
    new Logins(bench).measure();
  }

  private void measure() throws IOException {
    Map<Contender, Running> all = new EnumMap<>(Contender.class);
    Map<Contender, Double> calls = new EnumMap<>(Contender.class);
    try {
      for (Contender contender : bench.plan().contenders()) {
        double before = bench.callsButForTokens();
        all.put(contender, bench.startWarm(contender, bench.plan().jvm(), Visitor::logIn));
        calls.put(contender, bench.callsButForTokens() - before);
      }
      // Most users first: the JIT is done sooner with many.
      for (int users : bench.plan().users().stream().sorted(Comparator.reverseOrder()).toList()) {
        byUsers.put(
            users,
            bench.rounds(
                users == 1 ? "1 user" : users + " users",
                all.values(),
                bench.plan().rounds(),
                users,
                bench.plan().seconds(),
                Visitor::logIn));
      }
    } finally {
      all.values().forEach(Running::close);
    }
    tabulate();
    calls.forEach(
        (contender, count) ->
            bench
                .table()
                .put(
                    "calls to the provider, apart from token calls, in the first %,d logins"
                        .formatted(bench.plan().warmUp()),
                    contender,
                    "%.0f".formatted(count)));
  }

  private void tabulate() {
    rows("logins a second", Sample::perSecond, "%,.0f");
    rows("server CPU per login, µs", Sample::cpuMicros, "%,.0f");
    ratios(Contender.APACHE);
    ratios(Contender.GRANTLET);
    rows("allocated per login, KB", sample -> sample.bytes() / 1000, "%,.1f");
    rows("p50, ms", Sample::medianMillis, "%.2f");
    rows("p99, ms", Sample::slowMillis, "%.2f");
  }

  private void rows(String what, ToDoubleFunction<Sample> figure, String format) {
    byUsers.forEach(
        (users, samples) ->
            samples.forEach(
                (contender, sample) ->
                    bench
                        .table()
                        .put(
                            what + (users == 1 ? ", 1 user" : ", " + users + " users"),
                            contender,
                            figure.applyAsDouble(sample),
                            format)));
  }

  /** How often somebody's processor time one login takes, for each number of users. */
  private void ratios(Contender base) {
    if (!bench.plan().contenders().contains(base)) {
      return;
    }
    String users = String.join(" · ", byUsers.keySet().stream().map(String::valueOf).toList());
    for (Contender contender : bench.plan().contenders()) {
      List<String> ratios = new ArrayList<>();
      for (Map<Contender, Sample> samples : byUsers.values()) {
        double ratio = cpu(samples, contender) / cpu(samples, base);
        ratios.add(String.format(Locale.ROOT, "%.2f", ratio));
      }
      bench
          .table()
          .put(
              "its CPU over that of %s, %s users".formatted(base.title, users),
              contender,
              String.join(" · ", ratios));
    }
  }

  private static double cpu(Map<Contender, Sample> samples, Contender contender) {
    return Objects.requireNonNull(samples.get(contender)).cpuMicros();
  }
}
