package org.grantlet.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The paths that the build has written down for this module. */
final class PackagedJars {
  private PackagedJars() {}

  /** What an application gets that declares the filter and the servlet API. */
  static String applicationPath() {
    return read(Path.of("target", "application-path"));
  }

  /** What such an application has in WEB-INF/lib: not the servlet API, which is the container's. */
  static List<Path> libraries() {
    return jars(applicationPath()).stream()
        .filter(jar -> !jar.getFileName().toString().startsWith("jakarta.servlet-api"))
        .toList();
  }

  /** The container in which the application is a module. */
  static String containerPath() {
    return read(Path.of("target", "container-path"));
  }

  /** The container of a module below {@code containers}. */
  static String containerPath(String module) {
    return read(Path.of("containers", module, "target", "class-path"));
  }

  /** All jars of Grantlet. */
  static Stream<Path> grantlet() {
    return jars(read(Path.of("target", "grantlet-path"))).stream();
  }

  /** All modules of Grantlet. */
  static ModuleFinder modules() {
    return ModuleFinder.of(grantlet().toArray(Path[]::new));
  }

  static List<Path> jars(String path) {
    return Arrays.stream(path.split(System.getProperty("path.separator"))).map(Path::of).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("Run the build from the root: it writes " + file, e);
    }
  }
}
