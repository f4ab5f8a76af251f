package org.grantlet.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.grantlet.docs.NamedTests;
import org.grantlet.docs.Snippets;
import org.junit.jupiter.api.Test;

/** Each answer of docs/questions.md has its proof, and says what it does not do. */
class QuestionsTest {
  private static final Path PAGE = Snippets.root().resolve("docs/questions.md");
  private static final Pattern LINKED_TEST = Pattern.compile("\\[`\\w+Test#\\w+`]\\(");
  private static final Pattern TEST = Pattern.compile("`\\w+Test#\\w+`");

  private static List<String> answers() {
    List<String> parts = new ArrayList<>(List.of(Snippets.read(PAGE).split("(?m)^## ")));
    parts.remove(0);
    return parts;
  }

  @Test
  void questions_areFifteen_inOrder() {
    List<String> answers = answers();
    assertThat(answers).hasSize(15);
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i)).startsWith(i + 1 + ". ");
    }
  }

  @Test
  void answer_hasAllItsParts() {
    assertThat(answers())
        .allMatch(answer -> answer.contains("- **Elsewhere:**") && answer.contains("https://"))
        .allMatch(answer -> answer.contains("- **Grantlet"))
        .allMatch(answer -> answer.contains("- **Tests:**"))
        .allMatch(answer -> answer.contains("- **Not:**"));
  }

  @Test
  void answer_linksItsTests_andTheyAreThere() throws IOException {
    assertThat(answers())
        .allSatisfy(
            answer ->
                assertThat(LINKED_TEST.matcher(answer).results().count())
                    .isPositive()
                    .isEqualTo(TEST.matcher(answer).results().count()));
    assertThat(NamedTests.assertExist(PAGE)).isGreaterThan(45);
  }
}
