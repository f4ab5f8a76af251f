package org.grantlet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Ports;
import org.grantlet.testing.ScratchFolder;

/** A MariaDB server of the test run's own, which ends with it; only where MariaDB is installed. */
final class MariaDbServer {
  private static final String NAME = "grantlet";

  /** A server with another configuration on the same machine is nothing to us. */
  private static final String OWN = "--no-defaults";

  /** Debian has them in mariadb-server-core and mariadb-client-core. */
  private static final List<String> PROGRAMS =
      List.of("mariadbd", "mariadb-install-db", "my_print_defaults");

  private static final Duration START = Duration.ofMinutes(3);
  private static int port;

  private MariaDbServer() {}

  static boolean isInstalled() {
    return PROGRAMS.stream().allMatch(name -> program(name).isPresent());
  }

  /** The URL of a database that is empty. */
  static String emptyDatabase() throws SQLException {
    start();
    execute("drop database if exists " + NAME, "create database " + NAME);
    return url(NAME);
  }

  /** The URL of a database of this server. */
  static String url(String database) {
    return "jdbc:mariadb://127.0.0.1:%s/%s?user=root".formatted(port, database);
  }

  static void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(""));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static synchronized void start() {
    if (port != 0) {
      return;
    }
    assumeTrue(isInstalled(), "MariaDB is not installed");
    try {
      Path folder = ScratchFolder.create("grantlet-mariadb");
      String data = "--datadir=" + folder.resolve("data");
      Process install =
          run(
              folder,
              command("mariadb-install-db", data, "--auth-root-authentication-method=normal"));
      assertThat(install.waitFor(START.toSeconds(), TimeUnit.SECONDS)).as("installed").isTrue();
      int free = Ports.free();
      Process server =
          run(
              folder,
              command(
                  "mariadbd",
                  data,
                  "--bind-address=127.0.0.1",
                  "--skip-name-resolve",
                  "--loose-innodb-snapshot-isolation=ON", // the default since 11.6
                  "--innodb-flush-method=nosync", // no test ends this server in the middle
                  "--port=" + free,
                  "--socket=" + folder.resolve("socket"),
                  "--pid-file=" + folder.resolve("pid")));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
      port = free;
      Patience.await("MariaDB answers").until(MariaDbServer::answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean answers() {
    try {
      execute("select 1");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static void stop(Process server, Path folder) {
    server.destroy();
    try {
      server.waitFor(START.toSeconds(), TimeUnit.SECONDS);
      try (Stream<Path> files = Files.walk(folder)) {
        files.map(Path::toFile).sorted((a, b) -> b.compareTo(a)).forEach(File::delete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      server.destroyForcibly();
    }
  }

  private static List<String> command(String program, String... options) {
    List<String> command = new ArrayList<>(List.of(program(program).orElseThrow().toString(), OWN));
    command.addAll(Arrays.asList(options));
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("--user=root");
    }
    return command;
  }

  private static Process run(Path folder, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private static Optional<Path> program(String name) {
    String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
