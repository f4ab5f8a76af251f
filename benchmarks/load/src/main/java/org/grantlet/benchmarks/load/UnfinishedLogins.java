package org.grantlet.benchmarks.load;

import java.io.IOException;

/** What a login takes of the heap that a signed-in user begins and does not finish. */
final class UnfinishedLogins {
  private UnfinishedLogins() {}

  static void measure(Bench bench) throws IOException {
    long pending = bench.plan().pending();
    for (Contender contender : bench.plan().contenders()) {
      Progress.say("unfinished logins of " + contender.title);
      try (Running running = bench.start(contender, bench.plan().jvm())) {
        Crowd.visits(running, 1, 10, Visitor::begin);
        Crowd.visits(running, Bench.MANY, pending / 2, Visitor::begin);
        long before = running.child().heap();
        Crowd.visits(running, Bench.MANY, pending, Visitor::begin);
        double bytes = (double) (running.child().heap() - before) / pending;
        bench.table().put("bytes per login begun and not finished", contender, bytes, "%,.0f");
      }
    }
  }
}
