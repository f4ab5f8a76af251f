package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Many visitors at once. The first failure of one ends the run: broken systems are fast. */
final class Crowd {
  /** What a visitor does again and again. */
  @FunctionalInterface
  interface Visit {
    void make(Visitor visitor) throws IOException;
  }

  private Crowd() {}

  /** As many visits, shared among the visitors. */
  static long[] visits(Running running, int visitors, long count, Visit visit) throws IOException {
    AtomicLong left = new AtomicLong(count);
    return all(running, visitors, () -> left.getAndDecrement() > 0, visit);
  }

  /** Visits for some time; gives how long each took, in nanoseconds, shortest first. */
  static long[] visitFor(Running running, int visitors, double seconds, Visit visit)
      throws IOException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    return all(running, visitors, () -> System.nanoTime() < end, visit);
  }

  /** Whether to go on. */
  @FunctionalInterface
  private interface More {
    boolean remains();
  }

  private static long[] all(Running running, int visitors, More more, Visit visit)
      throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(visitors);
    try {
      List<Future<long[]>> results = new ArrayList<>();
      for (int i = 0; i < visitors; i++) {
        results.add(threads.submit(() -> one(running, more, visit)));
      }
      long[] all = {};
      for (Future<long[]> result : results) {
        long[] some = result.get();
        all = Arrays.copyOf(all, all.length + some.length);
        System.arraycopy(some, 0, all, all.length - some.length, some.length);
      }
      Arrays.sort(all);
      return all;
    } catch (ExecutionException e) {
      throw new IOException(running.contender() + " failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static long[] one(Running running, More more, Visit visit) throws IOException {
    long[] times = new long[1024];
    int count = 0;
    try (Visitor visitor = running.visitor()) {
      while (more.remains()) {
        if (count == times.length) {
          times = Arrays.copyOf(times, 2 * count);
        }
        long before = System.nanoTime();
        visit.make(visitor);
        times[count++] = System.nanoTime() - before;
      }
    }
    return Arrays.copyOf(times, count);
  }
}
