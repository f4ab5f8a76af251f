package org.grantlet.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** The paths that the build has written down for this module. */
final class PackagedJars {
  private PackagedJars() {}

  /** What an application gets that declares the filter and the servlet API. */
  static String applicationPath() {
    return read("application-path");
  }

  /** The container. */
  static String containerPath() {
    return read("container-path");
  }

  /** All modules of Grantlet. */
  static ModuleFinder modules() {
    return ModuleFinder.of(jars(read("grantlet-path")).toArray(Path[]::new));
  }

  private static Stream<Path> jars(String path) {
    return Arrays.stream(path.split(System.getProperty("path.separator"))).map(Path::of);
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of("target", file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
