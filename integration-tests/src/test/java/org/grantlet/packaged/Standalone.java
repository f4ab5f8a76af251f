package org.grantlet.packaged;

import static java.io.File.pathSeparator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.grantlet.testing.TestProvider;

/** The application of {@code src/consumer} with its own server, and with all that Grantlet has. */
final class Standalone {
  static final String MAIN = "com.example.standalone.Main";

  private static final Path SOURCES = Path.of("src", "consumer");
  private static final String CONFIGURATION = "grantlet.properties";
  private static final String SERVICE = "META-INF/services/org.grantlet.GrantListener";

  private Standalone() {}

  /** The application's own classes, and the jars that it needs. */
  static List<Path> classPath(Path classes) throws IOException {
    String path = PackagedJars.containerPath("standalone");
    Sources.compile(SOURCES.resolve("calendar"), path, classes);
    Sources.compile(SOURCES.resolve("standalone"), classes + pathSeparator + path, classes);
    for (String name : List.of(CONFIGURATION, SERVICE)) {
      Path target = classes.resolve(name);
      Files.createDirectories(target.getParent());
      Files.copy(SOURCES.resolve("resources").resolve(name), target);
    }
    List<Path> all = new ArrayList<>(List.of(classes));
    all.addAll(PackagedJars.jars(path));
    return all;
  }

  /** Starts it from one jar, with a database. */
  static Child start(TestProvider provider, Path log, String store, Path jar) throws IOException {
    return start(provider, log, store, List.of("--class-path", jar.toString(), MAIN));
  }

  /** Starts it with a database. */
  static Child start(TestProvider provider, Path log, String store, List<String> arguments)
      throws IOException {
    URI origin = Child.freeOrigin();
    List<String> all = new ArrayList<>();
    all.add("-Dgrantlet.base-url=" + origin);
    all.add("-Dgrantlet.store=" + store);
    all.add("-Dgrantlet.encryption-key=" + Child.ENCRYPTION_KEY);
    all.addAll(arguments);
    return Child.start(origin, provider, log, "ready", all);
  }
}
