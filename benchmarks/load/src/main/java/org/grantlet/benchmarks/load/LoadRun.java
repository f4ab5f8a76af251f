package org.grantlet.benchmarks.load;

import java.io.IOException;

/**
 * Whole logins through several systems, each on the same Jetty in a JVM of its own, with one
 * provider; prints one table. Everything stays on loopback and ends by itself.
 */
public final class LoadRun {
  private LoadRun() {}

  /**
   * {@code --quick} to see in three minutes that everything runs; {@code --part=…} for a part of
   * the table, or for one of the runs that are not in it: {@code long} and {@code storm}.
   */
  public static void main(String[] args) throws IOException {
    Plan plan = Plan.parse(args);
    if (plan.part() == Plan.Part.STORM) {
      System.out.println(Storm.measure(plan));
      return;
    }
    try (Bench bench = new Bench(plan)) {
      switch (plan.part()) {
        case LOGINS -> Logins.measure(bench);
        case PENDING -> UnfinishedLogins.measure(bench);
        case PAGES -> OtherPages.measure(bench);
        case STARTS -> Starts.measure(bench);
        case VISITORS -> FloodOfVisitors.measure(bench);
        case LONG -> LongRun.measure(bench);
        default -> {
          Logins.measure(bench);
          UnfinishedLogins.measure(bench);
          OtherPages.measure(bench);
          Starts.measure(bench);
          FloodOfVisitors.measure(bench);
        }
      }
      System.out.println(bench.report());
    }
  }
}
