package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The sample as a process of its own, as testers start it; it writes to {@code log} in a folder.
 */
final class SampleProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private SampleProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static SampleProcess start(Path folder, Map<String, String> properties, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    Path log = folder.resolve("log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new SampleProcess(builder.start(), log);
  }

  /** Waits until it says where it listens. */
  String url() throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    assertThat(line)
        .withFailMessage(() -> "it does not listen: " + log())
        .startsWith("Listening on http://localhost:");
    return line.substring("Listening on ".length());
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "";
    }
  }

  /** Waits for the end that it comes to by itself. */
  int status() {
    awaitEnd(60);
    return process.exitValue();
  }

  /** Ends it as a power cut would: SIGKILL. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(60);
  }

  @Override
  public void close() {
    process.destroy();
    awaitEnd(60);
  }

  private void awaitEnd(int seconds) {
    try {
      assertThat(process.waitFor(seconds, TimeUnit.SECONDS)).as("ends when told to").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
