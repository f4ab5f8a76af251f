package org.grantlet.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles Java of the documentation. */
final class JavaSnippets {
  private static final String IMPORTS =
      """
      import jakarta.servlet.*;
      import jakarta.servlet.annotation.*;
      import jakarta.servlet.http.*;
      import java.io.IOException;
      import java.net.URI;
      import java.net.http.*;
      import java.net.http.HttpResponse.BodyHandlers;
      import java.security.SignatureException;
      import java.util.Map;
      import org.grantlet.*;
      import org.grantlet.servlet.*;
      import org.grantlet.servlet.pages.*;
      """;

  private JavaSnippets() {}

  /** Compiles a class that leaves its imports to the reader. */
  static void compileWithImports(Path classes, String name, String source) throws IOException {
    compile(classes, name, IMPORTS + source);
  }

  /** Compiles a whole file into a folder. */
  static void compile(Path classes, String name, String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
      List<String> options =
          List.of(
              "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
      boolean compiled =
          compiler.getTask(null, files, diagnostics, options, null, List.of(file)).call();
      assertThat(compiled).as(() -> diagnostics.getDiagnostics() + "\n" + source).isTrue();
    }
  }
}
