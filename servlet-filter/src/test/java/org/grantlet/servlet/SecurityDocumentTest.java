package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names tests that are there, and one in every row that has a test to name. */
class SecurityDocumentTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)(?:#(\\w+))?`");

  @Test
  void testsThatTheDocumentNames_exist() throws IOException {
    Map<String, String> sources = sources();
    Matcher named = TEST.matcher(Files.readString(ROOT.resolve("docs/security.md")));
    int count = 0;
    while (named.find()) {
      assertThat(sources).containsKey(named.group(1));
      if (named.group(2) != null) {
        assertThat(sources.get(named.group(1)))
            .as(named.group(1))
            .contains("void " + named.group(2) + "(");
      }
      count++;
    }
    assertThat(count).isGreaterThan(50);
  }

  @Test
  void everyRecommendation_hasATestOrADash() throws IOException {
    String document = Files.readString(ROOT.resolve("docs/security.md"));
    String tables =
        document.substring(document.indexOf("## Recommendations"), document.indexOf("## Fuzzing"));
    assertThat(tables.lines().filter(line -> line.matches("\\| .*")))
        .filteredOn(line -> !line.matches("\\| (section|attack|promise) .*"))
        .hasSizeGreaterThan(40)
        .allMatch(line -> TEST.matcher(line).find() || line.endsWith("| — |"));
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module : new String[] {"core", "servlet-filter", "sample-webapp"}) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    return sources;
  }
}
