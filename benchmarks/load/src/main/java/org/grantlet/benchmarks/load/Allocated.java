package org.grantlet.benchmarks.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The bytes that a JVM has allocated. A JVM forgets those of a thread that ends, so they are read
 * each second: pools keep an idle thread for longer. Thread-safe.
 */
final class Allocated {
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** By the thread's id, which is not used again. Guarded by this. */
  private final Map<Long, Long> byThread = new HashMap<>();

  /** Reads each second from now on, on a thread of its own. */
  void start() {
    ScheduledExecutorService reader =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "allocated");
              thread.setDaemon(true);
              return thread;
            });
    var unused = reader.scheduleWithFixedDelay(this::total, 1, 1, TimeUnit.SECONDS);
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
