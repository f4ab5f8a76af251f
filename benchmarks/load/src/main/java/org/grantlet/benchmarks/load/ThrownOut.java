package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured while a visitor failed: it counts for nothing, and is told. Not thread-safe.
 */
final class ThrownOut {
  private final List<String> rounds = new ArrayList<>();

  /** Says at once which round was thrown out, and why. */
  void add(String round, IOException failure) {
    rounds.add(round + " (" + failure.getMessage() + ")");
    Progress.say("  THROWN OUT: " + rounds.get(rounds.size() - 1));
  }

  /**
   * Fails if most rounds of something were thrown out: what is left is no measurement.
   *
   * @param left how many rounds count
   */
  void check(String what, int left, int all) throws IOException {
    if (2 * left <= all) {
      throw new IOException(
          "too many rounds of "
              + what
              + " were thrown out: "
              + (all - left)
              + " of "
              + all
              + "\n"
              + this);
    }
  }

  @Override
  public String toString() {
    return rounds.isEmpty()
        ? "No round was thrown out."
        : rounds.size() + " thrown out:\n- " + String.join("\n- ", rounds);
  }
}
