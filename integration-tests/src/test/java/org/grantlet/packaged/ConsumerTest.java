package org.grantlet.packaged;

import static java.io.File.pathSeparator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private String compile(String pathOption) throws IOException {
    String application = PackagedJars.applicationPath();
    String calendar = compile("calendar", pathOption, application);
    String all = String.join(pathSeparator, calendar, application, PackagedJars.containerPath());
    return compile("server", pathOption, all) + pathSeparator + all;
  }

  private String compile(String part, String pathOption, String path) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(SOURCES.resolve(part)));
    if (pathOption.equals("--module-path")) {
      folders.add(SOURCES.resolve("modules").resolve(part));
    }
    return Sources.compile(folders, pathOption, path, work.resolve(part)).toString();
  }

  private void assertAccountIsConnected(String... arguments) throws Exception {
    try (TestProvider provider = TestProvider.start();
        Child child =
            Child.start(
                Child.freeOrigin(), provider, work.resolve("log"), "ready", List.of(arguments))) {
      child.assertAccountIsConnected("");
      child.assertStops();
    }
  }
}
