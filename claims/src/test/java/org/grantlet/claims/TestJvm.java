package org.grantlet.claims;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs tests of one module in a JVM of their own. */
final class TestJvm {
  private static final long MINUTES = 8;

  private TestJvm() {}

  /**
   * Runs tests.
   *
   * @param edited stands first on the class path
   * @param folder takes what the process says
   * @return by the test's name {@link TestRun#GREEN}, or why it failed
   */
  static Map<String, String> run(
      Path module, Path edited, Collection<String> tests, Sources sources, Path folder)
      throws IOException, InterruptedException {
    Path results = folder.resolve("results-" + module.getFileName());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx1g"));
    command.add("-XX:+EnableDynamicAgentLoading");
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator, edited.toString(), ClassPath.of(module), ClassPath.ofRunner()));
    command.add(TestRun.class.getName());
    command.add(results.toString());
    Map<String, String> names = new LinkedHashMap<>();
    for (String test : tests) {
      String type = Sources.className(sources.test(test));
      names.put(test, type + test.substring(test.indexOf('#')));
    }
    command.addAll(names.values());
    Process process =
        new ProcessBuilder(command)
            .directory(module.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log-" + module.getFileName()).toFile())
            .start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IllegalStateException("no end after " + MINUTES + " minutes: " + tests);
    }
    return read(results, names, folder);
  }

  private static Map<String, String> read(Path results, Map<String, String> names, Path folder)
      throws IOException {
    if (!Files.exists(results)) {
      throw new IllegalStateException("the tests did not run; see " + folder);
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (String line : Files.readAllLines(results)) {
      String[] parts = line.split("\t", 2);
      found.put(parts[0], parts[1]);
    }
    Map<String, String> outcome = new LinkedHashMap<>();
    names.forEach(
        (test, name) -> {
          String ofClass = found.get(name.substring(0, name.indexOf('#') + 1));
          String result = ofClass == null ? found.get(name) : ofClass;
          if (result == null) {
            throw new IllegalStateException(test + " did not run; see " + folder);
          }
          outcome.put(test, result);
        });
    return outcome;
  }
}
