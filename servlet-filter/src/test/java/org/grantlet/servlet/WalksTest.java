package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The walks of docs/architecture.md lead through files that exist, and each file once. */
class WalksTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern STEP = Pattern.compile("\\d+\\. \\[`(\\w+)`]\\(([^)]+\\.java)\\).*");

  @Test
  void walks_haveTwelveFilesAtMost_andEachOnce() throws IOException {
    Map<String, List<Path>> walks = walks();
    assertThat(walks).hasSize(5);
    walks.forEach(
        (walk, files) -> assertThat(files).as(walk).hasSizeBetween(2, 12).doesNotHaveDuplicates());
  }

  /** Each file of a walk names another one, or is named by one: in the end, all of them meet. */
  @Test
  void filesOfAWalk_belongTogether() throws IOException {
    for (Map.Entry<String, List<Path>> walk : walks().entrySet()) {
      Deque<Path> reached = new ArrayDeque<>(walk.getValue().subList(0, 1));
      Set<Path> left = new LinkedHashSet<>(walk.getValue().subList(1, walk.getValue().size()));
      while (!reached.isEmpty()) {
        Path from = reached.pop();
        List<Path> next = new ArrayList<>();
        for (Path file : left) {
          if (names(from, file) || names(file, from)) {
            next.add(file);
          }
        }
        left.removeAll(next);
        reached.addAll(next);
      }
      assertThat(left).as("files that no other file of '%s' leads to", walk.getKey()).isEmpty();
    }
  }

  /** Whether a file names the type of another one, or a method or field that is called like it. */
  private static boolean names(Path file, Path other) throws IOException {
    String type = other.getFileName().toString().replace(".java", "");
    String member = Character.toLowerCase(type.charAt(0)) + type.substring(1);
    return Pattern.compile("\\b(" + type + "|" + member + ")\\b")
        .matcher(Files.readString(file))
        .find();
  }

  /** The files of each walk, by its title. */
  private static Map<String, List<Path>> walks() throws IOException {
    String document = Files.readString(DOCS.resolve("architecture.md"));
    String section = document.substring(document.indexOf("## Five walks"));
    Map<String, List<Path>> walks = new LinkedHashMap<>();
    List<Path> files = new ArrayList<>();
    for (String line : section.lines().toList()) {
      Matcher step = STEP.matcher(line);
      if (line.startsWith("### ")) {
        files = new ArrayList<>();
        walks.put(line.substring(4), files);
      } else if (step.matches()) {
        Path file = DOCS.resolve(step.group(2)).normalize();
        assertThat(file).exists().hasFileName(step.group(1) + ".java");
        files.add(file);
      }
    }
    return walks;
  }
}
