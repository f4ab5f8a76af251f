package org.grantlet.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources as an application does that knows nothing but a path of jars. */
final class Sources {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  private Sources() {}

  /** Compiles a folder; on the class path without its module-info. */
  static Path compile(Path folder, String pathOption, String path, Path output) throws IOException {
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = JAVAC.getStandardFileManager(null, null, null);
        Stream<Path> all = Files.walk(folder)) {
      List<Path> sources =
          all.filter(file -> file.toString().endsWith(".java"))
              .filter(file -> pathOption.equals("--module-path") || !isModule(file))
              .toList();
      List<String> options =
          List.of(
              "-Xlint:all",
              "-Werror",
              "-proc:none",
              "--release",
              "17",
              pathOption,
              path,
              "-d",
              output.toString());
      boolean compiled =
          JAVAC
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as("%s: %s", folder, messages).isTrue();
    }
    return output;
  }

  private static boolean isModule(Path file) {
    return file.endsWith("module-info.java");
  }
}
