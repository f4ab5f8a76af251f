package org.grantlet.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that this one starts and ends, and asks things. Not thread-safe. */
final class Child implements AutoCloseable {
  /** Enough to write an archive of classes at the end. */
  private static final long END_SECONDS = 60;

  private final Process process;
  private final PrintStream commands;
  private final BufferedReader answers;
  private final URI uri;
  private final long startNanos;

  /**
   * Starts a main class and waits until it serves.
   *
   * @param cores what to put before the command
   */
  Child(List<String> cores, Class<?> main, List<String> jvm, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(cores);
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    long before = System.nanoTime();
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    String ready = answers.readLine();
    while (ready != null && !ready.startsWith(Commands.READY)) {
      ready = answers.readLine(); // some options make the JVM talk first
    }
    if (ready == null) {
      close();
      throw new IOException(main.getSimpleName() + " did not start");
    }
    startNanos = System.nanoTime() - before;
    uri = URI.create(ready.substring(Commands.READY.length()));
  }

  long pid() {
    return process.pid();
  }

  URI uri() {
    return uri;
  }

  /** From the start of the process until it serves. */
  long startNanos() {
    return startNanos;
  }

  String ask(String command) throws IOException {
    tell(command);
    return answer();
  }

  /** Asks, but does not wait for the answer. */
  void tell(String command) {
    commands.println(command);
  }

  String answer() throws IOException {
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the process ended");
    }
    return answer;
  }

  Usage usage() throws IOException {
    return Usage.parse(ask("used"));
  }

  /** The bytes that are still referred to, after a collection. */
  long heap() throws IOException {
    return Long.parseLong(ask("heap"));
  }

  /** The bytes that the last collection left, whatever it collected: costs nothing. */
  long kept() throws IOException {
    return Long.parseLong(ask("kept"));
  }

  @Override
  public void close() {
    commands.close();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
