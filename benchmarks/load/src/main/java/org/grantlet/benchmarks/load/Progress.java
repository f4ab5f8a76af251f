package org.grantlet.benchmarks.load;

/** What is being done, on standard error. */
final class Progress {
  private Progress() {}

  static void say(String what) {
    System.err.printf("%tT %s%n", System.currentTimeMillis(), what);
  }
}
