package org.grantlet.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A part of docs/architecture.md that begins with the comment {@code rooms: NAME}: a table of
 * rooms, whose last column says what each of them uses, and a picture of them.
 */
public final class ArchitectureDocument {
  private static final Path FILE = Path.of("..", "docs", "architecture.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|.*\\|([^|]*)\\|$");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final Pattern ARROW = Pattern.compile("(?m)^ *(\\S+ --> \\S+)$");

  private final String part;

  /** The part of this name. */
  public ArchitectureDocument(String name) {
    String begin = "<!-- rooms: " + name + " -->";
    try {
      List<String> parts = List.of(Files.readString(FILE).split(Pattern.quote(begin), -1));
      part = parts.get(1).split("<!-- rooms: ", -1)[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table. */
  public Rooms rooms() {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (MatchResult row : matches(ROW, part)) {
      Set<String> used = new TreeSet<>();
      matches(NAME, row.group(2)).forEach(name -> used.add(name.group(1)));
      uses.put(row.group(1), used);
    }
    return new Rooms(uses);
  }

  /** The lines of the picture. */
  public Set<String> picture() {
    Set<String> arrows = new TreeSet<>();
    matches(ARROW, part).forEach(arrow -> arrows.add(arrow.group(1)));
    return arrows;
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }
}
