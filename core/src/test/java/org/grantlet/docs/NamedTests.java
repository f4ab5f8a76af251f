package org.grantlet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tests that a page names: {@code `SomeTest`}, or {@code `SomeTest#method`}, which may be the
 * text of a link to the file.
 */
public final class NamedTests {
  private static final Pattern NAME =
      Pattern.compile("`([A-Z]\\w+Test)(?:#(\\w+))?`(?:]\\(([^)\\s]+)\\))?");

  private NamedTests() {}

  /** Whether a text names a test. */
  public static boolean areIn(String text) {
    return NAME.matcher(text).find();
  }

  /**
   * Each test that a page names is there, and a link to it leads to its file.
   *
   * @return how many there are
   */
  public static int assertExist(Path page) {
    Map<String, List<Path>> files = files();
    Matcher named = NAME.matcher(Snippets.read(page));
    int count = 0;
    while (named.find()) {
      List<Path> found = new ArrayList<>(files.getOrDefault(named.group(1), List.of()));
      if (named.group(3) != null) {
        found.retainAll(List.of(page.resolveSibling(named.group(3)).normalize()));
      }
      assertThat(found).as("files of %s in %s", named.group(), page).isNotEmpty();
      if (named.group(2) != null) {
        assertThat(found)
            .as("%s in %s", named.group(), page)
            .anyMatch(file -> Snippets.read(file).contains("void " + named.group(2) + "("));
      }
      count++;
    }
    return count;
  }

  private static Map<String, List<Path>> files() {
    Map<String, List<Path>> files = new HashMap<>();
    for (Path file : ProjectFiles.endingWith("Test.java")) {
      String name = file.getFileName().toString().replace(".java", "");
      files.computeIfAbsent(name, key -> new ArrayList<>()).add(file.normalize());
    }
    return files;
  }
}
