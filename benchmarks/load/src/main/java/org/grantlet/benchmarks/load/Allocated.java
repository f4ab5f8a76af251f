package org.grantlet.benchmarks.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes that a JVM has allocated. A JVM forgets those of a thread that ends, so they are read
 * each second: pools keep an idle thread for longer. Thread-safe.
 */
final class Allocated {
  private static final long PERIOD_MILLIS = 1000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** By the thread's id, which is not used again. Guarded by this. */
  private final Map<Long, Long> byThread = new HashMap<>();

  /** Reads again and again, on a thread of its own. */
  void start() {
    Thread reader = new Thread(this::read, "allocated");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      while (true) {
        total();
        Thread.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Since the start of the JVM, by all threads that were seen at least once. */
  synchronized long total() {
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    for (int i = 0; i < ids.length; i++) {
      if (bytes[i] > 0) { // -1 if it has ended meanwhile
        byThread.put(ids[i], bytes[i]);
      }
    }
    return byThread.values().stream().mapToLong(Long::longValue).sum();
  }
}
