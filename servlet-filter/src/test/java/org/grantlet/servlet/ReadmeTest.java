package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.grantlet.servlet.internal.config.ConfigReader;
import org.grantlet.servlet.internal.config.ConfigReader.PageSources;
import org.grantlet.servlet.internal.config.FilterOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What the README shows is true. */
class ReadmeTest {
  private static final String IMPORTS =
      """
      import jakarta.servlet.Filter;
      import jakarta.servlet.http.*;
      import java.util.Map;
      import org.grantlet.*;
      import org.grantlet.servlet.*;
      import org.grantlet.servlet.pages.*;
      """;

  @TempDir private Path classes;

  private static String readme() throws Exception {
    return Files.readString(Path.of("..", "README.md"));
  }

  /** The code block of a language, after a marker if one is given, without its indentation. */
  private static String block(String marker, String language) throws Exception {
    Matcher matcher =
        Pattern.compile(
                Pattern.quote(marker) + "\\s*```" + language + "\\n(.*?)\\n *```", Pattern.DOTALL)
            .matcher(readme());
    assertThat(matcher.find()).as(marker + language).isTrue();
    return matcher.group(1).stripIndent();
  }

  private void assertCompiles(String name, String source) throws Exception {
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

  @Test
  void javaSnippets_compile() throws Exception {
    assertCompiles("MyGrantListener", IMPORTS + block("<!-- snippet: listener -->", "java"));
    assertCompiles("AcmePages", IMPORTS + block("<!-- snippet: pages -->", "java"));
    assertCompiles(
        "Use",
        IMPORTS
            + "class Use extends HttpServlet { void save(String id) {} void show(ErrorCode error)"
            + " {}\n"
            + "void use(HttpServletRequest request, HttpServletResponse response, String grantId)"
            + " throws Exception {"
            + block("<!-- snippet: use -->", "java")
            + "}}");
    assertCompiles(
        "Build",
        IMPORTS
            + "class Build { static class MyGrantListener implements GrantListener {}\n"
            + "Object build(String googleSecret) {"
            + block("<!-- snippet: builder -->", "java")
            + " return filter; }}");
  }

  @Test
  void properties_areAValidConfiguration() throws Exception {
    Properties properties = new Properties();
    properties.load(new StringReader(block("", "properties")));
    Map<String, String> keys = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> keys.put(name, properties.getProperty(name)));

    FilterOptions options =
        ConfigReader.read(
            keys,
            variable -> "from the environment",
            getClass().getClassLoader(),
            new PageSources(null, Map.of(), language -> Map.of()),
            Clock.systemUTC(),
            core -> {});
    options.core().build().close();
    assertThat(options.api().clientId()).isEqualTo("my-app");
  }

  @Test
  void webXml_namesTheFilter() throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader("<x>" + block("", "xml") + "</x>")));
    assertThat(document.getElementsByTagName("filter-class").item(0).getTextContent())
        .isEqualTo(HostedAuthFilter.class.getName());
    assertThat(document.getElementsByTagName("async-supported").item(0).getTextContent())
        .isEqualTo("true");
  }

  @Test
  void tableOfKeys_isComplete() throws Exception {
    List<String> shown = new ArrayList<>();
    Matcher matcher = Pattern.compile("`(grantlet\\.[a-z.-]+)`").matcher(readme());
    while (matcher.find()) {
      shown.add(matcher.group(1));
    }
    assertThat(shown).containsAll(ConfigReader.keys());
  }

  @Test
  void links_leadSomewhere() throws Exception {
    Matcher matcher = Pattern.compile("]\\(([^)#:]+)\\)").matcher(readme());
    while (matcher.find()) {
      assertThat(Path.of("..", matcher.group(1))).exists();
    }
  }
}
