package org.grantlet.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The code blocks of the README and the other pages. A block has a name if {@code <!-- snippet:
 * NAME -->} stands before it: then a test of its own compiles or runs it, or compares it with a
 * file.
 */
public final class Snippets {
  /**
   * A code block.
   *
   * @param page the file, such as {@code docs/pages.md}
   * @param name empty without one
   * @param language what stands behind the backquotes
   * @param text the code, without the block's indentation
   */
  public record Snippet(String page, String name, String language, String text) {
    @Override
    public String toString() {
      return page + ": ```" + language + " " + text.lines().findFirst().orElse("") + " …";
    }
  }

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:<!-- snippet: (\\S+) -->\\s*)?^( *)```(\\w*)\\n(.*?)^\\2```$",
          Pattern.DOTALL | Pattern.MULTILINE);

  private Snippets() {}

  /** The code block of this name. */
  public static String named(String name) {
    List<Snippet> found = all().stream().filter(block -> block.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError("code blocks with the name " + name + ": " + found);
    }
    return found.get(0).text();
  }

  /** All code blocks, of the README first. */
  public static List<Snippet> all() {
    List<Snippet> blocks = new ArrayList<>();
    for (Path page : pages()) {
      Matcher matcher = BLOCK.matcher(read(page));
      while (matcher.find()) {
        String name = matcher.group(1) == null ? "" : matcher.group(1);
        String file = root().relativize(page).toString();
        blocks.add(new Snippet(file, name, matcher.group(3), matcher.group(4).stripIndent()));
      }
    }
    return blocks;
  }

  /** The README, and what else there is to read for people. */
  public static List<Path> pages() {
    List<Path> pages = new ArrayList<>();
    for (Path folder : List.of(root(), root().resolve("docs"), root().resolve("docs/adr"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    pages.sort((a, b) -> Boolean.compare(isReadme(b), isReadme(a)));
    return pages;
  }

  /** The folder of the whole project, from any of its modules. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("docs").resolve("adr"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** A file as text. */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isReadme(Path page) {
    return page.endsWith("README.md");
  }
}
