package org.grantlet.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.grantlet.docs.Snippets;

/** Profiles, modules, tests and jars that the commands of the documentation name exist. */
final class CommandSnippets {
  private static final Pattern COMMAND = Pattern.compile("(mvn|java|cd) .*");
  private static final Pattern PROFILE = Pattern.compile(" -P([\\w-]+)");
  private static final Pattern MODULES = Pattern.compile(" -pl (\\S+)");
  private static final Pattern TEST = Pattern.compile(" -Dtest=(\\w+)");
  private static final Pattern JAR = Pattern.compile(" -jar (?:(\\S+)/)?target/(\\S+)\\.jar");

  private CommandSnippets() {}

  static void assertAllExists(String commands) throws IOException {
    String text = commands.replace("\\\n", " ");
    String poms = poms();
    for (String command : text.split("\n|&&", -1)) {
      String line = command.strip();
      assertThat(line.isEmpty() || line.startsWith("#") || COMMAND.matcher(line).matches())
          .as("a command that is checked, or else the block needs a name: %s", line)
          .isTrue();
    }
    for (Matcher profile = PROFILE.matcher(text); profile.find(); ) {
      assertThat(poms).contains("<id>" + profile.group(1) + "</id>");
    }
    for (Matcher modules = MODULES.matcher(text); modules.find(); ) {
      for (String module : modules.group(1).split(",", -1)) {
        assertThat(Snippets.root().resolve(module).resolve("pom.xml")).exists();
      }
    }
    for (Matcher test = TEST.matcher(text); test.find(); ) {
      assertThat(files(test.group(1) + ".java")).as(test.group(1)).isPositive();
    }
    for (Matcher jar = JAR.matcher(text); jar.find(); ) {
      assertThat(poms).contains("<finalName>" + jar.group(2) + "</finalName>");
    }
  }

  private static String poms() throws IOException {
    try (Stream<Path> files = Files.walk(Snippets.root(), 3)) {
      StringBuilder poms = new StringBuilder();
      files.filter(file -> file.endsWith("pom.xml")).map(Snippets::read).forEach(poms::append);
      return poms.toString();
    }
  }

  private static long files(String name) throws IOException {
    try (Stream<Path> files = Files.walk(Snippets.root())) {
      return files.filter(file -> file.endsWith(name)).count();
    }
  }
}
