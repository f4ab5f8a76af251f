package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Many visitors at once. All stop at the first failure of one, because broken systems are fast, and
 * none is under way when a method returns.
 */
final class Crowd {
  /** What a visitor does again and again. */
  @FunctionalInterface
  interface Visit {
    void make(Visitor visitor) throws IOException;
  }

  /** Whether to go on; may wait for the time to. */
  @FunctionalInterface
  private interface More {
    boolean remains();
  }

  private final Running running;
  private final More more;
  private final Visit visit;
  private final AtomicBoolean failed = new AtomicBoolean();

  private Crowd(Running running, More more, Visit visit) {
    this.running = running;
    this.more = more;
    this.visit = visit;
  }

  /** As many visits, shared among the visitors. */
  static void visits(Running running, int visitors, long count, Visit visit) throws IOException {
    AtomicLong left = new AtomicLong(count);
    new Crowd(running, () -> left.getAndDecrement() > 0, visit).come(visitors);
  }

  /** Visits for some time; gives how long each took, in nanoseconds, shortest first. */
  static long[] visitFor(Running running, int visitors, double seconds, Visit visit)
      throws IOException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    return new Crowd(running, () -> System.nanoTime() < end, visit).come(visitors);
  }

  /**
   * Visits at a rate, or as fast as the system manages if that is slower; gives how long each took,
   * in nanoseconds, shortest first.
   */
  static long[] visitAtRate(
      Running running, int visitors, double seconds, double perSecond, Visit visit)
      throws IOException {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    AtomicLong visits = new AtomicLong();
    More more =
        () -> {
          long due = start + (long) (visits.getAndIncrement() / perSecond * 1e9);
          for (long early = due - System.nanoTime();
              early > 0 && due < end;
              early = due - System.nanoTime()) {
            LockSupport.parkNanos(early);
          }
          return due < end && System.nanoTime() < end;
        };
    return new Crowd(running, more, visit).come(visitors);
  }

  private long[] come(int visitors) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(visitors);
    try {
      List<Future<long[]>> results = new ArrayList<>();
      for (int i = 0; i < visitors; i++) {
        results.add(threads.submit(this::one));
      }
      List<long[]> times = new ArrayList<>();
      IOException failure = null;
      for (Future<long[]> result : results) {
        try {
          times.add(result.get());
        } catch (ExecutionException e) {
          if (failure == null) {
            failure = new IOException(running.contender().title + ": " + e.getCause(), e);
          }
        }
      }
      if (failure != null) {
        throw failure;
      }
      long[] all = times.stream().flatMapToLong(Arrays::stream).toArray();
      Arrays.sort(all);
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      end(threads);
    }
  }

  private long[] one() throws IOException {
    long[] times = new long[1024];
    int count = 0;
    try (Visitor visitor = running.visitor()) {
      while (!failed.get() && more.remains()) {
        if (count == times.length) {
          times = Arrays.copyOf(times, 2 * count);
        }
        long before = System.nanoTime();
        visit.make(visitor);
        times[count++] = System.nanoTime() - before;
      }
    } catch (IOException | RuntimeException e) {
      failed.set(true);
      throw e;
    }
    return Arrays.copyOf(times, count);
  }

  private static void end(ExecutorService threads) throws IOException {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IOException("visitors do not come to an end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
