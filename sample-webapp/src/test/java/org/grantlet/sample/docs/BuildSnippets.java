package org.grantlet.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.grantlet.docs.Snippets;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Coordinates and class names of the documentation are those of this build. */
final class BuildSnippets {
  private static final Pattern COORDINATES = Pattern.compile("org\\.grantlet:([\\w-]+):([\\w.-]+)");

  private BuildSnippets() {}

  /** Dependencies of ours have this version, and classes of ours exist. */
  static void assertXmlIsRight(String xml) throws Exception {
    Document document = parsed(xml.startsWith("<?") ? xml : "<x>" + xml + "</x>");
    List<String> checked = new ArrayList<>();
    for (Element dependency : elements(document, "dependency")) {
      if (text(dependency, "groupId").equals("org.grantlet")) {
        assertOurs(text(dependency, "artifactId"), text(dependency, "version"));
        checked.add("dependency");
      }
    }
    for (Element filter : elements(document, "filter-class")) {
      String name = filter.getTextContent();
      if (name.startsWith("org.grantlet.")) {
        assertThat(Class.forName(name)).isNotNull();
        checked.add(name);
      }
    }
    assertThat(checked).as("what of ours there is to check in %s", xml).isNotEmpty();
  }

  /** The same for {@code group:artifact:version}. */
  static void assertCoordinatesAreRight(String build) throws Exception {
    assertThat(COORDINATES.matcher(build).results().toList())
        .as("coordinates in %s", build)
        .isNotEmpty();
    for (var found : COORDINATES.matcher(build).results().toList()) {
      assertOurs(found.group(1), found.group(2));
    }
  }

  /** What the root's pom says in an element without others of this name. */
  static String ofTheRoot(String element) throws Exception {
    return text(
        parsed(Snippets.read(Snippets.root().resolve("pom.xml"))).getDocumentElement(), element);
  }

  /** The version of a dependency. */
  static String versionIn(String pom, String artifact) throws Exception {
    return elements(parsed(pom), "dependency").stream()
        .filter(dependency -> text(dependency, "artifactId").equals(artifact))
        .map(dependency -> text(dependency, "version"))
        .findFirst()
        .orElseThrow();
  }

  private static void assertOurs(String artifact, String version) throws Exception {
    assertThat(released()).contains(artifact);
    assertThat(version).isEqualTo(ofTheRoot("version"));
  }

  /** The artifacts that applications name. */
  private static Set<String> released() throws Exception {
    Set<String> artifacts = new TreeSet<>(Set.of("grantlet-bom"));
    Document bom = parsed(Snippets.read(Snippets.root().resolve("extensions/bom/pom.xml")));
    for (Element dependency : elements(bom, "dependency")) {
      artifacts.add(text(dependency, "artifactId"));
    }
    return artifacts;
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static String text(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }
}
