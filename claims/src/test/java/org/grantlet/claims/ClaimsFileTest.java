package org.grantlet.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** docs/security-claims.txt fits the tables of docs/security.md and the sources as they are now. */
class ClaimsFileTest {
  private final SecurityDocument document =
      SecurityDocument.read(Sources.ROOT.resolve("docs/security.md"));
  private final ClaimsFile file = ClaimsFile.read(Sources.ROOT.resolve("docs/security-claims.txt"));
  private final Sources sources = Sources.read();

  ClaimsFileTest() throws IOException {}

  @Test
  void edits_applyOnce() {
    List<String> problems = new ArrayList<>();
    for (Claim claim : file.claims()) {
      for (Edit edit : claim.edits()) {
        for (SourceEdit change : edit.changes()) {
          try {
            change.apply(Files.readString(sources.main(change.file())));
          } catch (IOException | IllegalStateException e) {
            problems.add(claim + ", " + edit + ": " + e.getMessage());
          }
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void rows_haveEditsThatNameTheirTests() {
    Set<SecurityDocument.Row> without = new LinkedHashSet<>(document.rows());
    for (Claim claim : file.claims()) {
      SecurityDocument.Row row = document.row(claim);
      assertThat(without.remove(row)).as("%s stands once in the file", claim).isTrue();
      assertThat(claim.edits().stream().flatMap(edit -> edit.red().stream()).distinct())
          .as("tests that the edits of '%s' turn red, against the table", claim)
          .containsExactlyInAnyOrderElementsOf(row.tests());
    }
    without.removeIf(row -> row.tests().isEmpty());
    assertThat(without).as("rows without an edit").isEmpty();
    assertThat(file.claims()).hasSizeGreaterThan(35);
  }

  @Test
  void text_isFoundHoweverItsLinesAreBroken() {
    SourceEdit edit = new SourceEdit("A.java", "if (a.b(\"x y\") == 1) return  c;", "");
    assertThat(edit.apply("{ if (a\n    .b(\n \"x y\")\n == 1) return c; }")).isEqualTo("{  }");
    assertThat(new SourceEdit("A.java", "ab", "c").apply("xab ab abx")).isEqualTo("xab c abx");
  }
}
