package org.grantlet.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.grantlet.docs.Snippets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks with a name that need a test of their own. */
class ReadmeTest {
  @TempDir private Path classes;

  @Test
  void classes_compile() throws Exception {
    JavaSnippets.compileWithImports(classes, "AcmePages", Snippets.named("pages"));
  }

  @Test
  void use_compiles() throws Exception {
    JavaSnippets.compileWithImports(
        classes,
        "Use",
        "class Use extends HttpServlet { void save(String id) {} void show(ErrorCode error) {}\n"
            + "void use(HttpServletRequest request, HttpServletResponse response, String grantId)"
            + " throws Exception {"
            + Snippets.named("use")
            + "}}");
  }

  @Test
  void builder_compiles() throws Exception {
    JavaSnippets.compileWithImports(
        classes,
        "Build",
        "class Build { static class MyGrantListener implements GrantListener {}\n"
            + "Object build(String googleSecret) {"
            + Snippets.named("builder")
            + " return filter; }}");
  }

  @Test
  void texts_replaceTheirs() throws Exception {
    ConfigurationSnippets.assertAreGermanTexts(Snippets.named("texts"));
  }

  /** Somebody who searches the README for what the product said finds it. */
  @Test
  void textsOfTheTroubleshooting_areThoseOfTheProduct() throws Exception {
    String readme = Snippets.read(Snippets.root().resolve("README.md"));
    String table =
        readme.substring(readme.indexOf("## Troubleshooting"), readme.indexOf("## More"));
    String product = product();
    List<String> quoted =
        Pattern.compile("(?m)^\\| ([^|]*) \\|")
            .matcher(table)
            .results()
            .flatMap(row -> Pattern.compile("\"([^\"]+)\"").matcher(row.group(1)).results())
            .map(text -> text.group(1))
            .filter(text -> !text.startsWith("SLF4J"))
            .toList();
    assertThat(quoted).hasSizeGreaterThan(8);
    for (String text : quoted) {
      for (String part : text.split("…", -1)) {
        assertThat(product.contains(part.strip())).as("the product says \"%s\"", text).isTrue();
      }
    }
  }

  /** The sources, with the literals of one text in one piece. */
  private static String product() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String module : List.of("core", "servlet-filter")) {
      try (Stream<Path> files = Files.walk(Snippets.root().resolve(module).resolve("src/main"))) {
        files
            .filter(file -> file.toString().matches(".*(\\.java|pages_en\\.properties)"))
            .map(Snippets::read)
            .forEach(all::append);
      }
    }
    return all.toString().replaceAll("\"\\s*\\+\\s*\"", "").replaceAll("\\{\\w*}|%s", "");
  }
}
