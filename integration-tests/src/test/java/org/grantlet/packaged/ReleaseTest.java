package org.grantlet.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.grantlet.docs.ProjectFiles;
import org.grantlet.docs.Snippets;
import org.junit.jupiter.api.Test;

/** What can be known of a release without making one; {@code .ci/release} makes one. */
class ReleaseTest {
  private static final Path ROOT = Snippets.root();
  private static final Pattern ARTIFACT =
      Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>");
  private static final Pattern MANAGED =
      Pattern.compile("<dependency>\\s*<groupId>org.grantlet</groupId>\\s*<artifactId>([^<]+)<");
  private static final Pattern LIST = Pattern.compile("clean deploy [^`]* -pl (\\S+)");
  private static final Pattern USES = Pattern.compile("uses: (\\S+)");

  @Test
  void bom_listsTheModulesOfARelease() throws IOException {
    Set<String> released = new TreeSet<>();
    for (Path pom : poms()) {
      String text = Files.readString(pom);
      if (text.contains("<maven.deploy.skip>false</maven.deploy.skip>")) {
        released.add(first(ARTIFACT, text));
      }
    }
    Set<String> listed = all(MANAGED, Files.readString(ROOT.resolve("extensions/bom/pom.xml")));
    assertThat(listed).contains("grantlet-servlet-filter").doesNotContain("grantlet-bom");
    listed.add("grantlet-bom");
    assertThat(listed).isEqualTo(released);
  }

  @Test
  void commandOfTheDocumentation_namesTheModulesOfARelease() throws IOException {
    Set<String> modules = new TreeSet<>();
    for (Path pom : poms()) {
      if (Files.readString(pom).contains("<maven.deploy.skip>false</maven.deploy.skip>")) {
        modules.add(ROOT.relativize(pom.getParent()).toString());
      }
    }
    String named = first(LIST, Files.readString(ROOT.resolve("docs/releasing.md")));
    assertThat(named.split(",")).containsExactlyInAnyOrderElementsOf(modules);
  }

  @Test
  void otherModules_areNotDeployed() throws IOException {
    assertThat(Files.readString(ROOT.resolve("pom.xml")))
        .contains("<maven.deploy.skip>true</maven.deploy.skip>");
  }

  @Test
  void thirdParty_listsWhatAnApplicationGets() throws IOException {
    String list = Files.readString(ROOT.resolve("THIRD-PARTY.md"));
    Set<String> rows =
        Pattern.compile("(?m)^\\| `[^:]+:([^`]+)` \\| (\\S+) \\|")
            .matcher(list)
            .results()
            .map(row -> row.group(1) + "-" + row.group(2) + ".jar")
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> jars =
        PackagedJars.libraries().stream()
            .map(jar -> jar.getFileName().toString())
            .filter(jar -> !jar.startsWith("grantlet-"))
            .toList();
    assertThat(jars).isNotEmpty();
    assertThat(rows).as("\".ci/release write\" writes THIRD-PARTY.md").containsAll(jars);
  }

  @Test
  void workflows_nameActionsByCommit() throws IOException {
    Set<String> uses = new TreeSet<>();
    try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
      for (Path file : files.toList()) {
        uses.addAll(all(USES, Files.readString(file)));
      }
    }
    assertThat(uses).isNotEmpty().allSatisfy(use -> assertThat(use).matches(".+@[0-9a-f]{40}"));
  }

  private static List<Path> poms() {
    return ProjectFiles.endingWith("/pom.xml");
  }

  private static String first(Pattern pattern, String text) {
    return all(pattern, text).iterator().next();
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
