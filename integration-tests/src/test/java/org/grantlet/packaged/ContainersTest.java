package org.grantlet.packaged;

import static java.io.File.pathSeparator;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One login in each container, in each of the ways to have the filter. */
@Timeout(120)
class ContainersTest {
  private static final Path SOURCES = Path.of("src", "container");

  /** Lets Tomcat look for what outlives an application. */
  private static final List<String> LEAK_DETECTION =
      List.of(
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");

  @TempDir private static Path applications;
  private static TestProvider provider;

  @TempDir private Path work;

  @BeforeAll
  static void prepare() throws IOException {
    Applications.writeAll(applications);
    provider = TestProvider.start();
  }

  @AfterAll
  static void stopProvider() {
    provider.close();
  }

  @ParameterizedTest
  @CsvSource({
    "tomcat-10.1, tomcat",
    "tomcat-11, tomcat",
    "jetty-ee10, jetty",
    "jetty-ee11, jetty",
    "undertow, undertow"
  })
  void container_withEachRegistration_connectsAnAccount(String container, String source)
      throws Exception {
    String path = PackagedJars.containerPath(container);
    Path main = compile(container, source, path);
    URI origin = Child.freeOrigin();
    List<String> arguments = new ArrayList<>(LEAK_DETECTION);
    arguments.addAll(List.of("--class-path", main + pathSeparator + path));
    arguments.add("com.example.container.Main");
    arguments.add(applications.toString());
    arguments.add(Files.createDirectories(work.resolve("container")).toString());
    try (Child child = Child.start(origin, provider, work.resolve("log"), "ready", arguments)) {
      for (Applications application : Applications.values()) {
        child.assertAccountIsConnected(application.contextPath());
      }
      child.assertStops();
    }
  }

  /** The two Jettys differ in the names of packages alone. */
  private Path compile(String container, String source, String path) throws IOException {
    Path copy = work.resolve("source");
    Path folder = SOURCES.resolve(source);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Path target = copy.resolve(folder.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.writeString(
            target, container.equals("jetty-ee11") ? text.replace("ee10", "ee11") : text);
      }
    }
    return Sources.compile(copy, "--class-path", path, work.resolve("classes"));
  }
}
