package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which cores the measured system runs on, and which the provider and the users do: with {@code
 * taskset} and two cores or more, the system has the first one for itself, and everything else has
 * the others. So what one costs is not taken from the other. Immutable.
 */
final class Cores {
  private final List<String> system;
  private final List<String> all;
  private final String description;

  private Cores(List<String> system, List<String> all, String description) {
    this.system = system;
    this.all = all;
    this.description = description;
  }

  /** Moves this process, and what it starts, away from the core of the system. */
  static Cores split() {
    String self = String.valueOf(ProcessHandle.current().pid());
    List<Integer> cores;
    try {
      cores = parse(run("taskset", "-c", "-p", self));
    } catch (IOException e) {
      return shared("not pinned: there is no taskset");
    }
    if (cores.size() < 2) {
      return shared("not pinned: there is one core");
    }
    String first = String.valueOf(cores.get(0));
    String rest = join(cores.subList(1, cores.size()));
    try {
      run("taskset", "-a", "-c", "-p", rest, self);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Cores(
        List.of("taskset", "-c", first),
        List.of("taskset", "-c", join(cores)),
        "pinned: the system on core " + first + ", provider and users on " + rest);
  }

  /** No system of its own core, for what is measured with many of them at once. */
  static Cores shared(String why) {
    return new Cores(List.of(), List.of(), why);
  }

  /** What to put before a command that is to run on the core of the system. */
  List<String> ofSystem() {
    return system;
  }

  /** Moves a process that runs to the core of the system, with all its threads. */
  void moveToSystem(long pid) throws IOException {
    if (!system.isEmpty()) {
      run("taskset", "-a", "-c", "-p", system.get(system.size() - 1), String.valueOf(pid));
    }
  }

  /** What to put before a command that may run on all cores. */
  List<String> all() {
    return all;
  }

  /** Whether the system is pinned, and where. */
  @Override
  public String toString() {
    return description;
  }

  /** Reads "pid 17's current affinity list: 0,2-5". */
  private static List<Integer> parse(String answer) {
    List<Integer> cores = new ArrayList<>();
    for (String range : answer.substring(answer.lastIndexOf(':') + 1).strip().split(",", -1)) {
      String[] ends = range.split("-", 2);
      IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
          .forEach(cores::add);
    }
    return cores;
  }

  private static String join(List<Integer> cores) {
    return String.join(",", cores.stream().map(String::valueOf).toList());
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return output;
  }
}
