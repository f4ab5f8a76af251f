package org.grantlet.sample.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.grantlet.docs.ProjectFiles;
import org.grantlet.docs.Snippets;

/** Profiles, modules, tests and jars that the commands of the documentation name exist. */
final class CommandSnippets {
  private static final Pattern COMMAND = Pattern.compile("(mvn|java|cd) .*");
  private static final Pattern PROFILE = Pattern.compile(" -P([\\w-]+)");
  private static final Pattern MODULES = Pattern.compile(" -pl (\\S+)");
  private static final Pattern TEST = Pattern.compile(" -Dtest=(\\w+)");
  private static final Pattern JAR = Pattern.compile(" -jar (?:(\\S+)/)?target/(\\S+)\\.jar");

  private CommandSnippets() {}

  static void assertAllExists(String commands) {
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
      assertThat(ProjectFiles.endingWith("/" + test.group(1) + ".java")).isNotEmpty();
    }
    for (Matcher jar = JAR.matcher(text); jar.find(); ) {
      assertThat(poms).contains("<finalName>" + jar.group(2) + "</finalName>");
    }
  }

  private static String poms() {
    return ProjectFiles.endingWith("/pom.xml").stream().map(Snippets::read).collect(joining());
  }
}
