package org.grantlet.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What a JVM has used since it started. The bytes are those of the threads that live, so ask while
 * none has ended in between: pools keep theirs for 10 s and more.
 *
 * @param cpuNanos processor time of the process, compiler and garbage collector included
 * @param bytes allocated
 */
record Usage(long cpuNanos, long bytes) {

  static Usage now() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long[] bytes = threads.getThreadAllocatedBytes(threads.getAllThreadIds());
    return new Usage(
        system.getProcessCpuTime(), Arrays.stream(bytes).filter(count -> count > 0).sum());
  }

  /** The bytes in the heap that are still referred to. */
  static long liveHeap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  static Usage parse(String text) {
    String[] parts = text.split(" ", -1);
    return new Usage(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  Usage since(Usage before) {
    return new Usage(cpuNanos - before.cpuNanos, bytes - before.bytes);
  }

  @Override
  public String toString() {
    return cpuNanos + " " + bytes;
  }
}
