package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Visitors without cookies who begin logins in a small heap and never return, until it is full or
 * there were enough.
 */
final class FloodOfVisitors {
  private FloodOfVisitors() {}

  static void measure(Bench bench) throws IOException {
    if (bench.plan().visitors() == 0) {
      return;
    }
    for (Contender contender : bench.plan().contenders()) {
      if (contender.isFloor()) {
        continue; // keeps what begins for ever
      }
      try (Running running = bench.start(contender, Bench.SMALL_JVM)) {
        Progress.say("visitors without cookies at " + contender.title);
        String result = come(running, bench.plan().visitors());
        Progress.say("  " + result);
        bench
            .table()
            .put(
                "%,d visitors who begin a login and never return, 512 MB"
                    .formatted(bench.plan().visitors()),
                contender,
                result);
      }
    }
  }

  private static String come(Running running, long most) throws IOException {
    AtomicLong begun = new AtomicLong();
    AtomicLong refused = new AtomicLong();
    Crowd.Visit visit =
        visitor -> {
          try {
            visitor.beginWithoutCookies();
            begun.incrementAndGet();
          } catch (RefusedException e) {
            refused.incrementAndGet();
          }
        };
    // What is made at the first login, and classes that are loaded, are no visitors.
    Crowd.visits(running, 1, 10, visit);
    Crowd.visits(running, Bench.MANY, most / 30, visit);
    long before = running.child().heap();
    begun.set(0);
    refused.set(0);
    try {
      Crowd.visits(running, Bench.MANY, most, visit);
      double more = (running.child().heap() - before) / 1e6;
      return "%,d begun, %,d refused, heap %.1f MB and %.1f more"
          .formatted(begun.get(), refused.get(), before / 1e6, more);
    } catch (IOException e) {
      return "ended after %,d begun, %,d refused (%s)"
          .formatted(begun.get(), refused.get(), e.getMessage());
    }
  }
}
