package org.grantlet.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.docs.ProjectFiles;
import org.grantlet.docs.Snippets;
import org.grantlet.docs.Snippets.Snippet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each code block of the documentation is tested. One with a name ({@code <!-- snippet: NAME -->})
 * is the same as a region of a test, between the lines {@code // snippet: NAME} and {@code // end
 * of snippet}, or a test takes it with {@link Snippets#named}. One without a name is a
 * configuration, a web.xml, a dependency or a command, and is checked here.
 */
class DocsTest {
  private static final Set<String> DRAWINGS = Set.of("text", "mermaid");
  private static final Pattern USE = Pattern.compile("Snippets\\.named\\(\\s*\"([^\"]+)\"");
  private static final Pattern REGION =
      Pattern.compile("// snippet: (\\S+)\\n(.*?)// end of snippet", Pattern.DOTALL);

  private static List<Snippet> unnamed() {
    return Snippets.all().stream()
        .filter(block -> block.name().isEmpty() && !DRAWINGS.contains(block.language()))
        .toList();
  }

  private static List<Snippet> named() {
    return Snippets.all().stream().filter(block -> !block.name().isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("unnamed")
  void blockWithoutName_isRight(Snippet block) throws Exception {
    switch (block.language()) {
      case "properties" -> ConfigurationSnippets.assertStarts(block.text());
      case "xml" -> BuildSnippets.assertXmlIsRight(block.text());
      case "kotlin", "groovy" -> BuildSnippets.assertCoordinatesAreRight(block.text());
      case "sh" -> CommandSnippets.assertAllExists(block.text());
      default -> throw new AssertionError("no test knows " + block + "; give it a name");
    }
  }

  @Test
  void names_areUnique() {
    assertThat(named()).extracting(Snippet::name).doesNotHaveDuplicates();
  }

  @Test
  void blockWithName_isARegionOfATest_orATestTakesIt() {
    Map<String, String> regions = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (Path file : sources()) {
      String source = Snippets.read(file);
      REGION
          .matcher(source)
          .results()
          .forEach(found -> regions.put(found.group(1), found.group(2)));
      USE.matcher(source).results().forEach(found -> taken.add(found.group(1)));
    }
    for (Snippet block : named()) {
      if (!taken.contains(block.name())) {
        assertThat(regions).as("region or test of %s", block).containsKey(block.name());
        assertThat(withoutSpace(regions.get(block.name())))
            .as("the region of the test")
            .isEqualTo(withoutSpace(block.text()));
      }
    }
    assertThat(named()).extracting(Snippet::name).containsAll(regions.keySet()).containsAll(taken);
  }

  @Test
  void links_leadSomewhere() {
    Pattern link = Pattern.compile("]\\(([^)#:\\s]*)(?:#([^)\\s]+))?\\)");
    for (Path page : Snippets.pages()) {
      Matcher matcher = link.matcher(Snippets.read(page));
      while (matcher.find()) {
        Path target = page.resolveSibling(matcher.group(1)).normalize();
        Path read = matcher.group(1).isEmpty() ? page : target;
        assertThat(read).as("link of %s", page).exists();
        if (matcher.group(2) != null) {
          assertThat(anchors(read)).as("anchors of %s", read).contains(matcher.group(2));
        }
      }
    }
  }

  /** The anchors of headings, as GitHub makes them. */
  private static List<String> anchors(Path page) {
    return Pattern.compile("(?m)^#+ (.+)$")
        .matcher(Snippets.read(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(java.util.Locale.ROOT).strip())
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .toList();
  }

  private static List<Path> sources() {
    return ProjectFiles.endingWith(".java").stream()
        .filter(file -> !file.endsWith("DocsTest.java"))
        .toList();
  }

  private static String withoutSpace(String code) {
    return code.replaceAll("\\s", "");
  }
}
