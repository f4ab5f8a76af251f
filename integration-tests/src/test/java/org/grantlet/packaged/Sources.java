package org.grantlet.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources as an application does that knows nothing but a path of jars. */
final class Sources {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  private Sources() {}

  /** Compiles a folder to {@code output}, as part of the class path. */
  static Path compile(Path folder, String path, Path output) throws IOException {
    return compile(List.of(folder), "--class-path", path, output);
  }

  /** Compiles folders to {@code output}, as one module or as part of the class path. */
  static Path compile(List<Path> folders, String pathOption, String path, Path output)
      throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = JAVAC.getStandardFileManager(null, null, null)) {
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
      assertThat(compiled).as("%s: %s", folders, messages).isTrue();
    }
    return output;
  }
}
