package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Whole logins through several systems, each on the same Jetty in a JVM of its own, with one
 * provider; prints one table. Everything stays on loopback and ends by itself.
 */
public final class LoadRun implements AutoCloseable {
  private static final List<String> SMALL_JVM = List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError");
  private static final int MANY = 32;

  private final Plan plan;
  private final Child provider;
  private final Table table = new Table();

  private LoadRun(Plan plan) throws IOException {
    this.plan = plan;
    provider = new Child(ProviderStub.class, List.of("-Xmx512m"));
  }

  /**
   * {@code --quick} for two minutes instead of twelve or more; {@code --only=…} for some of the
   * systems.
   */
  public static void main(String[] args) throws IOException {
    Plan plan = Plan.parse(args);
    try (LoadRun run = new LoadRun(plan)) {
      run.logins();
      run.unfinishedLogins();
      run.otherPages();
      run.starts();
      run.cookieless();
      System.out.println(run.table.text(plan.contenders()));
    }
  }

  private Running start(Contender contender, List<String> jvm) throws IOException {
    return new Running(contender, provider.uri(), jvm);
  }

  private void logins() throws IOException {
    Map<Contender, Running> all = new EnumMap<>(Contender.class);
    try {
      for (Contender contender : plan.contenders()) {
        Running running = start(contender, plan.jvm());
        all.put(contender, running);
        progress("warming up " + contender.title);
        double before = callsButForTokens();
        Crowd.visits(running, 1, 10, Visitor::logIn); // pac4j fails where the first two meet
        Crowd.visits(running, MANY, plan.warmUp(), Visitor::logIn);
        table.put(
            "calls to the provider but for tokens, in all",
            contender,
            callsButForTokens() - before,
            "%,.0f");
      }
      rounds(all, MANY, plan.seconds());
      rounds(all, 1, plan.seconds() / 2);
    } finally {
      all.values().forEach(Running::close);
    }
  }

  /** For keys, metadata and UserInfo. */
  private double callsButForTokens() throws IOException {
    return Double.parseDouble(provider.ask(ProviderStub.JWKS))
        + Double.parseDouble(provider.ask(ProviderStub.METADATA))
        + Double.parseDouble(provider.ask(ProviderStub.USERINFO));
  }

  private void rounds(Map<Contender, Running> all, int users, double seconds) throws IOException {
    Map<Contender, List<Sample>> samples = new EnumMap<>(Contender.class);
    for (int round = 0; round < plan.rounds(); round++) {
      progress("round " + (round + 1) + " with " + users + " users");
      for (Running running : all.values()) {
        Sample sample = running.measure(users, seconds, Visitor::logIn);
        progress("  " + running.contender().title + ": " + sample);
        samples.computeIfAbsent(running.contender(), any -> new ArrayList<>()).add(sample);
      }
    }
    String with = users == 1 ? ", 1 user" : ", " + users + " users";
    samples.forEach(
        (contender, list) -> {
          Sample median = Sample.median(list);
          table.put("logins a second" + with, contender, median.perSecond(), "%,.0f");
          table.put("server CPU per login, µs" + with, contender, median.cpuMicros(), "%,.0f");
          table.put("allocated per login, KB" + with, contender, median.bytes() / 1000, "%,.1f");
          table.put("p50, ms" + with, contender, median.medianMillis(), "%.2f");
          table.put("p99, ms" + with, contender, median.slowMillis(), "%.2f");
        });
  }

  private void unfinishedLogins() throws IOException {
    for (Contender contender : plan.contenders()) {
      progress("unfinished logins of " + contender.title);
      try (Running running = start(contender, plan.jvm())) {
        Crowd.visits(running, 1, 10, Visitor::begin);
        Crowd.visits(running, MANY, plan.pending() / 2, Visitor::begin);
        long before = running.child().heap();
        Crowd.visits(running, MANY, plan.pending(), Visitor::begin);
        double bytes = (double) (running.child().heap() - before) / plan.pending();
        table.put("bytes per login begun and not finished", contender, bytes, "%,.0f");
      }
    }
  }

  /** A page that is not the filter's, with it and without: alternately, and the least noisy way. */
  private void otherPages() throws IOException {
    Map<Contender, Running> all = new EnumMap<>(Contender.class);
    try {
      all.put(Contender.PLAIN, start(Contender.PLAIN, plan.jvm()));
      for (Contender contender : plan.contenders()) {
        if (contender != Contender.FLOOR) {
          all.put(contender, start(contender, plan.jvm()));
        }
      }
      for (Running running : all.values()) {
        progress("warming up " + running.contender().title);
        Crowd.visits(running, MANY, 2 * plan.warmUp(), visitor -> visitor.get("/plain"));
      }
      Map<Contender, List<Sample>> samples = new EnumMap<>(Contender.class);
      for (int round = 0; round < 3 * plan.rounds(); round++) {
        for (Running running : all.values()) {
          samples
              .computeIfAbsent(running.contender(), any -> new ArrayList<>())
              .add(running.measure(4, plan.seconds() / 8, visitor -> visitor.get("/plain")));
        }
      }
      samples.forEach(
          (contender, list) -> {
            Sample median = Sample.median(list);
            table.put(
                "CPU of a page that is not its own, µs", contender, median.cpuMicros(), "%.2f");
            table.put("allocated for such a page, bytes", contender, median.bytes(), "%,.0f");
          });
    } finally {
      all.values().forEach(Running::close);
    }
  }

  private void starts() throws IOException {
    List<Contender> all = new ArrayList<>(plan.contenders());
    all.add(0, Contender.PLAIN);
    double[][] millis = new double[all.size()][plan.starts()];
    for (int i = 0; i < plan.starts(); i++) {
      progress("start " + (i + 1));
      for (int j = 0; j < all.size(); j++) {
        try (Running running = start(all.get(j), plan.jvm())) {
          millis[j][i] = running.child().startNanos() / 1e6;
        }
      }
    }
    for (int j = 0; j < all.size(); j++) {
      table.put("start until it serves, ms", all.get(j), Sample.median(millis[j]), "%,.0f");
    }
  }

  /**
   * Visitors without cookies begin logins in a small heap, until it is full or there were enough.
   */
  private void cookieless() throws IOException {
    for (Contender contender : plan.contenders()) {
      if (contender == Contender.FLOOR || plan.cookieless() == 0) {
        continue;
      }
      try (Running running = start(contender, SMALL_JVM)) {
        progress("visitors without cookies at " + contender.title);
        CookielessVisitors.Result result = CookielessVisitors.come(running, plan.cookieless());
        table.put(
            "visitors without cookies until 512 MB are full",
            contender,
            (double) result.served(),
            result.alive() ? ">%,.0f" : "%,.0f");
      }
    }
  }

  private static void progress(String what) {
    System.err.printf("%tT %s%n", System.currentTimeMillis(), what);
  }

  @Override
  public void close() {
    provider.close();
  }
}
