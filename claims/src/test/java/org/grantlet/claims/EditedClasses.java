package org.grantlet.claims;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Classes compiled from changed sources, to stand before the module's own. */
final class EditedClasses {
  private EditedClasses() {}

  /** Applies the changes and compiles what has changed into a folder. */
  static void write(Edit edit, Sources sources, Path folder) throws IOException {
    Map<Path, String> changed = new LinkedHashMap<>();
    for (SourceEdit change : edit.changes()) {
      Path source = sources.main(change.file());
      String before = changed.containsKey(source) ? changed.get(source) : Files.readString(source);
      changed.put(source, change.apply(before));
    }
    Path classes = Files.createDirectories(folder.resolve("classes"));
    for (Map.Entry<Path, String> source : changed.entrySet()) {
      boolean java = source.getKey().toString().endsWith(".java");
      Path copy = folder.resolve(java ? "sources" : "classes");
      copy = copy.resolve(Sources.inPackage(source.getKey()).toString());
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, source.getValue());
      if (java) {
        compile(copy, ClassPath.of(Sources.module(source.getKey())), classes);
      }
    }
  }

  /** Deletes a folder and all that is in it. */
  static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void compile(Path source, String classPath, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-nowarn",
              "-parameters",
              "-implicit:none",
              "-cp",
              classes + ":" + classPath,
              "-d",
              classes.toString());
      boolean compiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new IllegalStateException("does not compile:\n" + messages);
      }
    }
  }
}
