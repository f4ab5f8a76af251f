package org.grantlet.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;

/**
 * What a JVM has used since it started.
 *
 * @param cpuNanos processor time of the process, compiler and garbage collector included
 * @param bytes allocated
 */
record Usage(long cpuNanos, long bytes) {

  static Usage now(Allocated allocated) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Usage(system.getProcessCpuTime(), allocated.total());
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

  /** The bytes in the heap that each part's last collection left. */
  static long kept() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
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
