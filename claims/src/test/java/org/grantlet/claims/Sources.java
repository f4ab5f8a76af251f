package org.grantlet.claims;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The modules' sources. */
final class Sources {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final List<Path> main;
  private final List<Path> test;

  private Sources(List<Path> main, List<Path> test) {
    this.main = main;
    this.test = test;
  }

  static Sources read() throws IOException {
    return new Sources(files("main"), files("test"));
  }

  private static List<Path> files(String kind) throws IOException {
    try (Stream<Path> modules =
        Files.find(ROOT, 4, (path, is) -> path.endsWith("src/" + kind) && is.isDirectory())) {
      return modules.flatMap(Sources::walk).filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Stream<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one source that ships and whose path ends so. */
  Path main(String end) {
    return one(main, end);
  }

  /** The source of a test that is named by its class, a hash and its method. */
  Path test(String name) {
    String file = name.substring(0, name.indexOf('#')) + ".java";
    String method = "void " + name.substring(name.indexOf('#') + 1) + "(";
    List<Path> named = test.stream().filter(path -> path.endsWith(file)).toList();
    return one(
        named.size() < 2
            ? named
            : named.stream().filter(path -> text(path).contains(method)).toList(),
        file);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path one(List<Path> files, String end) {
    List<Path> found = files.stream().filter(file -> file.endsWith(end)).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " sources are called " + end);
    }
    return found.get(0);
  }

  /** The module of a source. */
  static Path module(Path source) {
    Path folder = source;
    while (!folder.endsWith("src")) {
      folder = folder.getParent();
    }
    return folder.getParent();
  }

  /** What follows {@code src/main/java} or the like in a source's path. */
  static Path inPackage(Path source) {
    Path src = module(source).resolve("src").relativize(source);
    return src.subpath(2, src.getNameCount());
  }

  /** The name of the class that a source is of. */
  static String className(Path source) {
    return inPackage(source).toString().replace(".java", "").replace('/', '.');
  }
}
