package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** A page that is not the filter's, with it and without: in turn, which is least noisy. */
final class OtherPages {
  private OtherPages() {}

  static void measure(Bench bench) throws IOException {
    Plan plan = bench.plan();
    Crowd.Visit visit = visitor -> visitor.get("/plain");
    Map<Contender, Running> all = new EnumMap<>(Contender.class);
    try {
      all.put(Contender.PLAIN, bench.start(Contender.PLAIN, plan.jvm()));
      for (Contender contender : plan.contenders()) {
        if (!contender.isFloor()) {
          all.put(contender, bench.start(contender, plan.jvm()));
        }
      }
      for (Running running : all.values()) {
        bench.warmUp(running, 2 * plan.warmUp(), visit);
      }
      bench
          .rounds("other pages", all.values(), 3 * plan.rounds(), 4, plan.seconds() / 8, visit)
          .forEach(
              (contender, median) -> {
                bench
                    .table()
                    .put(
                        "server CPU of a page that is not its own, µs",
                        contender,
                        median.cpuMicros(),
                        "%.1f");
                bench
                    .table()
                    .put("allocated for such a page, bytes", contender, median.bytes(), "%,.0f");
              });
    } finally {
      all.values().forEach(Running::close);
    }
  }
}
