package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.grantlet.docs.Snippets;
import org.junit.jupiter.api.Test;

/** docs/logs.md has every line that the sources log at INFO, WARN or ERROR, and no other. */
class LogsDocumentTest {
  private static final List<String> MODULES =
      List.of("core", "servlet-filter", "extensions/jdbc", "extensions/redis", "extensions/cdi");

  private static final String LITERAL = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\bLOG\\s*\\.(info|warn|error|atInfo|atWarn|atError)\\(\\s*((?:%s[\\s+]*)*)"
              .formatted(LITERAL));
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (INFO|WARN|ERROR) \\| `([^`]+)` \\|");

  /** The level, and the text with a dot for each value. */
  private record Line(String level, String text) {
    static Line of(String level, String text) {
      String plain = text.replace("…", "{}").replaceFirst("(\\{})+$", "");
      return new Line(level, plain);
    }

    boolean begins(Line other) {
      return level.equals(other.level) && other.text.startsWith(text);
    }
  }

  private static Stream<Path> sources(String module) {
    Path root = Snippets.root().resolve(module).resolve("src/main/java");
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Line> logged(Path source) {
    String code = Snippets.read(source);
    assertThat(code.replace(" LOG = LoggerFactory.getLogger(", ""))
        .as("a logger that is not named LOG in %s", source)
        .doesNotContain("getLogger(");
    return STATEMENT
        .matcher(code)
        .results()
        .map(found -> new Line(found.group(1).toUpperCase(Locale.ROOT), text(found)));
  }

  private static String text(MatchResult statement) {
    return Pattern.compile(LITERAL)
        .matcher(statement.group(2))
        .results()
        .map(literal -> literal.group(1))
        .collect(Collectors.joining());
  }

  @Test
  void page_hasEveryLineThatIsLogged_andNoOther() {
    List<Line> logged =
        MODULES.stream()
            .flatMap(LogsDocumentTest::sources)
            .flatMap(LogsDocumentTest::logged)
            .toList();
    List<Line> rows =
        ROW.matcher(Snippets.read(Snippets.root().resolve("docs/logs.md")))
            .results()
            .map(row -> Line.of(row.group(1), row.group(2)))
            .toList();
    assertThat(logged).hasSizeGreaterThan(35).allMatch(line -> !line.text().isEmpty());
    assertThat(logged)
        .as("lines without a row")
        .allMatch(line -> rows.stream().anyMatch(row -> row.begins(line)));
    assertThat(rows)
        .as("rows without a line")
        .allMatch(row -> logged.stream().anyMatch(row::begins));
  }
}
