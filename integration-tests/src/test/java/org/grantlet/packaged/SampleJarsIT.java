package org.grantlet.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The samples start from the jars that the build has made of them, as the README says; two JVMs,
 * and so not in each build.
 */
@Timeout(180)
class SampleJarsIT {
  private static final Duration LONG = Duration.ofSeconds(90);

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @Test
  void jarsOfTheSamples_start_answer_andEnd() throws Exception {
    int calendarPort = Ports.free();
    int plannerPort = Ports.free();
    try (Sample calendar =
            start(
                "sample-webapp/target/sample-webapp.jar", "--port", String.valueOf(calendarPort));
        Sample planner =
            start(
                "extensions/spring-boot-sample/target/spring-boot-sample.jar",
                "--server.port=" + plannerPort)) {
      assertAnswers(calendar, calendarPort, "/", "Acme Calendar");
      assertAnswers(planner, plannerPort, "/sign-in", "Acme Planner");
    }
  }

  private Sample start(String jar, String... arguments) throws IOException {
    Path path = Path.of("..", jar).toAbsolutePath();
    assertThat(path).as("run the build from the root: it makes this jar").exists();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", path.toString()));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(folder, "sample", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("CLASSPATH");
    return new Sample(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
  }

  private void assertAnswers(Sample sample, int port, String path, String title) {
    URI page = URI.create("http://localhost:" + port + path);
    Patience.await(title)
        .atMost(LONG)
        .until(() -> !sample.process.isAlive() || body(page).contains(title));
    assertThat(sample.process.isAlive()).withFailMessage(sample::text).isTrue();
  }

  /** Empty while it does not listen. */
  private String body(URI page) {
    try {
      return http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private record Sample(Process process, Path log) implements AutoCloseable {
    String text() {
      try {
        return Files.readString(log);
      } catch (IOException e) {
        return "no log: " + e;
      }
    }

    @Override
    public void close() {
      process.destroy();
      try {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends when told to").isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
