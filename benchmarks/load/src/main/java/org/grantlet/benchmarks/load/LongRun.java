package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finished logins of signed-in users at a rate, for minutes, at a warm system in a heap of 512 MB,
 * while visitors begin logins at another rate and never return. Tells each minute how it goes.
 */
final class LongRun {
  private static final int FLOODING = 4;

  private final Bench bench;
  private final Running running;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong flooded = new AtomicLong();
  private final AtomicLong floodRefused = new AtomicLong();

  private LongRun(Bench bench, Running running) {
    this.bench = bench;
    this.running = running;
  }

  static void measure(Bench bench) throws IOException {
    for (Contender contender : bench.plan().contenders()) {
      try (Running running = bench.startWarm(contender, Bench.SMALL_JVM, Visitor::logIn)) {
        new LongRun(bench, running).measure();
      }
    }
  }

  private void measure() throws IOException {
    Plan plan = bench.plan();
    long before = running.child().heap();
    CompletableFuture<Void> flood =
        plan.flood() == 0 ? null : CompletableFuture.runAsync(this::flood);
    long start = System.nanoTime();
    long finished = 0;
    double slowest = 0;
    int minutes = (int) Math.ceil(plan.minutes());
    for (int minute = 1; minute <= minutes; minute++) {
      double seconds = 60 * Math.min(1, plan.minutes() - minute + 1);
      Usage used = running.child().usage();
      long[] times = Crowd.visitAtRate(running, Bench.MANY, seconds, plan.rate(), this::logIn);
      finished += times.length;
      double p99 = times[(int) (times.length * 0.99)] / 1e6;
      slowest = Math.max(slowest, p99);
      Progress.say(
          String.format(
              Locale.ROOT,
              "  minute %d: %,.0f logins a second, p99 %.1f ms, %.0f%% of a core, heap %,d MB,"
                  + " refused %,d, failed %,d; flood: %,d begun, %,d refused",
              minute,
              times.length / seconds,
              p99,
              running.child().usage().since(used).cpuNanos() / seconds / 1e7,
              running.child().kept() / 1_000_000,
              refused.get(),
              failed.get(),
              flooded.get(),
              floodRefused.get()));
    }
    double elapsed = (System.nanoTime() - start) / 1e9;
    if (flood != null) {
      flood.join();
    }
    tabulate(elapsed, finished - refused.get() - failed.get(), slowest, before);
  }

  private void logIn(Visitor visitor) throws IOException {
    try {
      visitor.logIn();
    } catch (RefusedException e) {
      refused.incrementAndGet();
    } catch (IOException e) {
      if (failed.getAndIncrement() == 0) {
        Progress.say("  the first failure: " + e);
      }
      visitor.reconnect();
    }
  }

  private void flood() {
    try {
      Crowd.visitAtRate(
          running, FLOODING, 60 * bench.plan().minutes(), bench.plan().flood(), this::begin);
    } catch (IOException e) {
      Progress.say("  the flood ended: " + e);
    }
  }

  private void begin(Visitor visitor) throws IOException {
    try {
      visitor.beginWithoutCookies();
      flooded.incrementAndGet();
    } catch (RefusedException e) {
      floodRefused.incrementAndGet();
    }
  }

  private void tabulate(double seconds, long finished, double slowest, long before)
      throws IOException {
    Contender contender = running.contender();
    Table table = bench.table();
    table.put("minutes, with a heap of 512 MB", contender, text("%.1f", seconds / 60));
    table.put("logins a second that were to be", contender, text("%,.0f", bench.plan().rate()));
    table.put("logins a second that ended well", contender, text("%,.0f", finished / seconds));
    table.put("refused (429)", contender, text("%,d", refused.get()));
    table.put("failed otherwise", contender, text("%,d", failed.get()));
    table.put("p99 of the slowest minute, ms", contender, text("%.1f", slowest));
    table.put(
        "visitors a second who began and did not return",
        contender,
        text("%,.0f", flooded.get() / seconds));
    table.put("of these refused", contender, text("%,d", floodRefused.get()));
    table.put(
        "live heap before and after, MB",
        contender,
        text("%.0f, %.0f", before / 1e6, running.child().heap() / 1e6));
  }

  private static String text(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }
}
