package org.grantlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes and tests of the profile {@code pit} exist: PIT ignores names of others. */
class MutationTargetsTest {
  private static final Pattern NAME = Pattern.compile("<param>(org\\.grantlet\\.[^<]+)</param>");

  @ParameterizedTest
  @ValueSource(strings = {"core", "servlet-filter"})
  void names_areThoseOfClasses(String module) throws IOException {
    Path folder = Path.of("..", module);
    List<String> sources = sources(folder.resolve("src"));

    assertThat(NAME.matcher(Files.readString(folder.resolve("pom.xml"))).results())
        .isNotEmpty()
        .extracting(name -> name.group(1))
        .filteredOn(name -> sources.stream().noneMatch(source -> fits(name, source)))
        .isEmpty();
  }

  private static boolean fits(String name, String source) {
    return source.matches(".*/" + name.replace('.', '/').replace("*", ".*") + "\\.java");
  }

  /** The files with a class or record: an interface has nothing to change. */
  private static List<String> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file.toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".java"))
          .filter(file -> !isInterface(Path.of(file)))
          .toList();
    }
  }

  private static boolean isInterface(Path file) {
    try {
      return Files.readString(file)
          .contains("interface " + file.getFileName().toString().replace(".java", " "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
