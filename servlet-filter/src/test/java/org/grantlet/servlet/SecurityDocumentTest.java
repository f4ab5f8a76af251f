package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.grantlet.docs.NamedTests;
import org.grantlet.docs.Snippets;
import org.junit.jupiter.api.Test;

/** docs/security.md names tests that are there, and one in every row that has a test to name. */
class SecurityDocumentTest {
  private static final Path PAGE = Snippets.root().resolve("docs/security.md");

  @Test
  void testsThatTheDocumentNames_exist() throws IOException {
    assertThat(NamedTests.assertExist(PAGE)).isGreaterThan(50);
  }

  @Test
  void everyRecommendation_hasATestOrADash() {
    String document = Snippets.read(PAGE);
    String tables =
        document.substring(document.indexOf("## Recommendations"), document.indexOf("## Fuzzing"));
    assertThat(tables.lines().filter(line -> line.matches("\\| .*")))
        .filteredOn(line -> !line.matches("\\| (section|attack|promise) .*"))
        .hasSizeGreaterThan(40)
        .allMatch(line -> NamedTests.areIn(line) || line.endsWith("| — |"));
  }
}
