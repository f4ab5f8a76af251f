package org.grantlet.packaged;

import static java.io.File.pathSeparator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.grantlet.testing.TestProvider;

/**
 * A servlet container in a JVM of its own, which serves each application of a folder.
 *
 * @param module its class path, below {@code containers}
 * @param source how it is started, below {@code src/container}
 */
record Container(String module, String source) {
  /** Tomcat looks for what outlives an application, and Payara closes an application's jars. */
  private static final List<String> OPENED =
      List.of(
          "--add-opens=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");

  /** Starts it; {@code work} is an empty folder. */
  Child start(Path applications, TestProvider provider, Path work) throws IOException {
    String path = PackagedJars.containerPath(module);
    Path main = compile(path, work);
    URI origin = Child.freeOrigin();
    List<String> arguments = new ArrayList<>(OPENED);
    arguments.addAll(List.of("--class-path", main + pathSeparator + path));
    arguments.add("com.example.container.Main");
    arguments.add(applications.toString());
    arguments.add(Files.createDirectories(work.resolve("container")).toString());
    return Child.start(origin, provider, work.resolve("log"), "ready", arguments);
  }

  /** The two Jettys differ in the names of packages alone. */
  private Path compile(String path, Path work) throws IOException {
    Path copy = work.resolve("source");
    Path folder = Path.of("src", "container", source);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        Path target = copy.resolve(folder.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.writeString(
            target, module.equals("jetty-ee11") ? text.replace("ee10", "ee11") : text);
      }
    }
    return Sources.compile(copy, path, work.resolve("classes"));
  }
}
