package org.grantlet.sample.docs;

import java.nio.file.Path;
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
}
