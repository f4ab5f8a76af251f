package org.grantlet.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.nylas.Authentication;
import com.nylas.NylasClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Ports;

/** The packaged sample as a process of its own: {@code java -jar planner.jar}. */
final class PackagedPlanner implements AutoCloseable {
  private static final String CLIENT_ID = "planner";
  private static final String CLIENT_SECRET = "secret-of-the-planner";

  private final Process process;
  private final String url;
  private final Path log;

  private PackagedPlanner(Process process, String url, Path log) {
    this.process = process;
    this.url = url;
    this.log = log;
  }

  /**
   * Starts it, and waits until it answers.
   *
   * @param version of Spring Boot
   * @param database a JDBC URL
   */
  static PackagedPlanner start(String version, String database, Path folder) throws IOException {
    Path jar = Path.of("spring-boot-" + version, "target", "planner.jar").toAbsolutePath();
    int port = Ports.free();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar.toString()));
    command.add("--server.port=" + port);
    command.add("--spring.datasource.url=" + database);
    command.add("--grantlet.api=on");
    command.add("--grantlet.client-id=" + CLIENT_ID);
    command.add("--grantlet.client-secret=" + CLIENT_SECRET);
    command.add("--management.endpoints.web.exposure.include=health,info");
    command.add("--management.endpoint.health.show-details=always");
    Path log = Files.createTempFile(folder, "planner", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    PackagedPlanner planner = new PackagedPlanner(process, "http://localhost:" + port, log);
    try {
      Patience.await("the planner")
          .atMost(Duration.ofSeconds(90))
          .until(() -> !process.isAlive() || planner.answers());
      assertThat(process.isAlive()).withFailMessage(planner::log).isTrue();
      return planner;
    } catch (RuntimeException | Error e) {
      planner.close();
      throw e;
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url + "/sign-in").toURL().openConnection();
      return connection.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  String url() {
    return url;
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  /** A client of the Connect API that was written for another server; its host is fixed. */
  Authentication client() {
    URI here = URI.create(url);
    NylasClient.Builder builder = new NylasClient.Builder();
    builder
        .httpClient()
        .addInterceptor(
            chain -> {
              Request request = chain.request();
              HttpUrl local =
                  request
                      .url()
                      .newBuilder()
                      .scheme("http")
                      .host(here.getHost())
                      .port(here.getPort())
                      .build();
              return chain.proceed(request.newBuilder().url(local).build());
            });
    return builder.build().application(CLIENT_ID, CLIENT_SECRET).authentication();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends when told to").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
