package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A page that is not the filter's, with it and without: in turn, which is least noisy. */
final class OtherPages {
  private OtherPages() {}

  static void measure(Bench bench) throws IOException {
    Plan plan = bench.plan();
    Crowd.Visit visit = visitor -> visitor.get("/plain");
    Map<Contender, Running> all = new EnumMap<>(Contender.class);
    try {
      List<Contender> contenders = new ArrayList<>(plan.contenders());
      contenders.removeIf(Contender::isFloor);
      contenders.add(0, Contender.PLAIN);
      for (Contender contender : contenders) {
        all.put(contender, bench.startWarm(contender, plan.jvm(), visit));
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
