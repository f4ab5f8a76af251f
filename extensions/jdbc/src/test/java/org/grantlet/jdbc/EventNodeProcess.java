package org.grantlet.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An {@link EventNode}, and what is under way in it. */
final class EventNodeProcess implements AutoCloseable {
  private final Process process;
  private final Writer in;
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean ready;

  private EventNodeProcess(Process process) {
    this.process = process;
    in = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts a node.
   *
   * @param done gets each line of a change that is done
   */
  static EventNodeProcess start(Path log, Map<String, String> given, Consumer<String> done)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(EventNode.class.getName());
    given.forEach((name, value) -> command.add(name + "=" + value));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    EventNodeProcess node = new EventNodeProcess(builder.start());
    Thread reader = new Thread(() -> node.read(done), "node-output");
    reader.setDaemon(true);
    reader.start();
    return node;
  }

  private void read(Consumer<String> done) {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.equals("ready")) {
          ready = true;
        } else if (line.startsWith("done ")) {
          underWay.decrementAndGet();
          done.accept(line.substring("done ".length()));
        }
      }
    } catch (IOException e) {
      ready = false; // it was killed while it wrote
    }
  }

  boolean isReady() {
    return ready;
  }

  int underWay() {
    return underWay.get();
  }

  void change(String line) {
    underWay.incrementAndGet();
    send(line);
  }

  void send(String line) {
    try {
      in.write(line + "\n");
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as a power cut would: SIGKILL. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
