package org.grantlet.packaged;

import static java.io.File.pathSeparator;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application of {@code src/consumer} is compiled with, and runs on, the packaged jars and what
 * they declare, as modules and without.
 */
@Timeout(120)
class ConsumerTest {
  private static final Path SOURCES = Path.of("src", "consumer");
  private static final String MAIN = "com.example.server.Main";
  private static final String ENCRYPTION_KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @TempDir private Path work;

  @Test
  void application_onTheModulePath_connectsAnAccount() throws Exception {
    String path = compile("--module-path");
    assertAccountIsConnected("--module-path", path, "--module", "com.example.server/" + MAIN);
  }

  @Test
  void application_onTheClassPath_connectsAnAccount() throws Exception {
    String path = compile("--class-path");
    assertAccountIsConnected("--class-path", path, MAIN);
  }

  /** Compiles the application, which does not see the container, and then the container's part. */
  private String compile(String pathOption) throws Exception {
    String application = PackagedJars.applicationPath();
    String calendar = compile("calendar", pathOption, application);
    String all = String.join(pathSeparator, calendar, application, PackagedJars.containerPath());
    return compile("server", pathOption, all) + pathSeparator + all;
  }

  private String compile(String part, String pathOption, String path) throws Exception {
    Path output = work.resolve(part);
    List<String> arguments = new ArrayList<>(List.of("-Xlint:all", "-Werror", "--release", "17"));
    arguments.addAll(List.of(pathOption, path, "-d", output.toString()));
    try (Stream<Path> files = Files.walk(SOURCES.resolve(part))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> pathOption.equals("--module-path") || !file.endsWith("module-info.java"))
          .forEach(file -> arguments.add(file.toString()));
    }
    Process javac = start("javac", arguments);
    assertThat(javac.waitFor()).as(this::errors).isZero();
    return output.toString();
  }

  private void assertAccountIsConnected(String... arguments) throws Exception {
    try (TestProvider provider = TestProvider.start()) {
      List<String> all = new ArrayList<>(List.of(arguments));
      all.addAll(List.of(ENCRYPTION_KEY, provider.issuer()));
      all.addAll(List.of(provider.clientId(), provider.clientSecret()));
      Process java = start("java", all);
      try {
        String address = java.inputReader().readLine();
        assertThat(address).as(this::errors).isNotNull();
        assertThat(new TestBrowser().open(address + "/start").body())
            .as(this::errors)
            .matches("ada@example\\.com ada from-the-application \\S+ true");
        java.getOutputStream().close();
        assertThat(java.waitFor()).as(this::errors).isZero();
      } finally {
        java.destroyForcibly();
      }
    }
  }

  private Process start(String tool, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errorFile().toFile());
    builder.environment().remove("CLASSPATH");
    return builder.start();
  }

  private Path errorFile() {
    return work.resolve("errors");
  }

  private String errors() {
    try {
      return Files.readString(errorFile());
    } catch (IOException e) {
      return e.toString();
    }
  }
}
