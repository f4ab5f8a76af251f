package org.grantlet.benchmarks.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One round of one system.
 *
 * @param perSecond visits a second
 * @param cpuMicros processor time of the system for one visit
 * @param bytes allocated by the system for one visit
 * @param medianMillis half of the visits took no longer
 * @param slowMillis 99 of 100 took no longer
 */
record Sample(
    double perSecond, double cpuMicros, double bytes, double medianMillis, double slowMillis) {

  static Sample of(long[] sortedNanos, long elapsedNanos, Usage used) {
    int count = sortedNanos.length;
    return new Sample(
        count / (elapsedNanos / 1e9),
        used.cpuNanos() / 1e3 / count,
        (double) used.bytes() / count,
        sortedNanos[count / 2] / 1e6,
        sortedNanos[(int) (count * 0.99)] / 1e6);
  }

  /** The median of each figure by itself. */
  static Sample median(List<Sample> samples) {
    return new Sample(
        median(samples, Sample::perSecond),
        median(samples, Sample::cpuMicros),
        median(samples, Sample::bytes),
        median(samples, Sample::medianMillis),
        median(samples, Sample::slowMillis));
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return median(samples.stream().mapToDouble(figure).toArray());
  }

  static double median(double... figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,.0f a second, %,.0f µs, %.1f KB, p50 %.2f ms, p99 %.2f ms",
        perSecond,
        cpuMicros,
        bytes / 1000,
        medianMillis,
        slowMillis);
  }
}
