package org.grantlet.benchmarks.load;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** The bytes in the heap after the last collection, of whatever part of it. */
  static long kept() {
    Set<String> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
        .map(GarbageCollectorMXBean::getLastGcInfo)
        .filter(Objects::nonNull)
        .max(Comparator.comparingLong(GcInfo::getEndTime))
        .map(GcInfo::getMemoryUsageAfterGc)
        .stream()
        .flatMap(after -> after.entrySet().stream())
        .filter(pool -> heap.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
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
