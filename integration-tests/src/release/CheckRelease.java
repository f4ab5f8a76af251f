import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks the files of a release, but not their signatures: each artifact has its files and no
 * others, POMs need no other POM and say what Central asks for, jars of sources and Javadoc are
 * complete, SBOMs and THIRD-PARTY.md list what an application gets. Arguments: ROOT REPOSITORY
 * VERSION CLASSPATH, a file with the class path of an application that got the artifacts from
 * REPOSITORY; a fifth argument {@code write} writes THIRD-PARTY.md instead of comparing it.
 */
final class CheckRelease {
  private static final String HTTP_CLIENT = "grantlet-http-client";
  private static final String BOM = "grantlet-bom";
  private static final Map<String, String> CHECKSUMS =
      Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

  /** A library in an SBOM. */
  private record Library(String group, String name, String version, String license)
      implements Comparable<Library> {
    String jar() {
      return name + "-" + version + ".jar";
    }

    @Override
    public int compareTo(Library other) {
      return (group + ":" + jar()).compareTo(other.group + ":" + other.jar());
    }
  }

  private final List<String> problems = new ArrayList<>();
  private final Path root;
  private final Path repository;
  private final String version;
  private int files;
  private int checksums;

  private CheckRelease(Path root, Path repository, String version) {
    this.root = root;
    this.repository = repository;
    this.version = version;
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    CheckRelease check = new CheckRelease(root, Path.of(arguments[1]), arguments[2]);
    Map<String, Set<Library>> boms = check.artifacts();
    check.classPath(boms, Files.readString(Path.of(arguments[3])).strip());
    String table = check.thirdParty(boms);
    Path page = root.resolve("THIRD-PARTY.md");
    if (arguments.length > 4) {
      Files.writeString(page, table);
    }
    check.expect(
        Files.exists(page) && Files.readString(page).equals(table),
        "THIRD-PARTY.md is not what the SBOMs say; \".ci/release write\" writes it");
    check.problems.forEach(problem -> System.err.println("CheckRelease: " + problem));
    System.out.printf(
        "%d artifacts, %d files, %d checksums, %d components in SBOMs: %d problems%n",
        boms.size(),
        check.files,
        check.checksums,
        boms.values().stream().flatMap(Set::stream).distinct().count(),
        check.problems.size());
    System.exit(check.problems.isEmpty() ? 0 : 1);
  }

  private void expect(boolean right, String problem) {
    if (!right) {
      problems.add(problem);
    }
  }

  /** Checks each artifact; the libraries of its SBOM. */
  private Map<String, Set<Library>> artifacts() throws Exception {
    Map<String, Set<Library>> found = new TreeMap<>();
    for (Path folder : list(repository.resolve("org/grantlet"))) {
      String artifact = folder.getFileName().toString();
      expect(list(folder).equals(List.of(folder.resolve(version))), folder + ": other versions");
      String base = artifact + "-" + version;
      Path own = folder.resolve(version);
      filesOf(own, base, artifact.equals(BOM));
      pom(own.resolve(base + ".pom"));
      if (!artifact.equals(BOM)) {
        jars(own, base, artifact.equals(HTTP_CLIENT));
      }
      found.put(artifact, libraries(own.resolve(base + "-cyclonedx.xml")));
    }
    Set<String> managed = new TreeSet<>(Set.of(BOM));
    for (Element dependency :
        elements(parse(root.resolve("extensions/bom/pom.xml")), "dependency")) {
      managed.add(text(dependency, "artifactId"));
    }
    expect(managed.equals(found.keySet()), "the BOM has " + managed + ", not " + found.keySet());
    return found;
  }

  /** What Central asks for, and nothing else. */
  private void filesOf(Path folder, String base, boolean onlyPom) throws Exception {
    Set<String> wanted =
        new TreeSet<>(Set.of(base + ".pom", base + "-cyclonedx.json", base + "-cyclonedx.xml"));
    if (!onlyPom) {
      wanted.addAll(Set.of(base + ".jar", base + "-sources.jar", base + "-javadoc.jar"));
    }
    if (base.startsWith("grantlet-test-provider-")) {
      wanted.add(base + "-standalone.jar");
    }
    Set<String> found = new TreeSet<>();
    Set<String> signed = new TreeSet<>();
    for (Path file : list(folder)) {
      String name = file.getFileName().toString();
      String algorithm = CHECKSUMS.get(name.substring(name.lastIndexOf('.') + 1));
      if (algorithm != null) {
        checksum(file, algorithm);
      } else if (name.endsWith(".asc")) {
        signed.add(name.replaceAll("\\.asc$", ""));
      } else {
        found.add(name);
        for (String checksum : List.of("md5", "sha1")) {
          expect(Files.exists(folder.resolve(name + "." + checksum)), name + " has no " + checksum);
        }
      }
    }
    files += found.size();
    expect(found.equals(wanted), folder + " has " + found + ", not " + wanted);
    expect(signed.equals(wanted), folder + " has signatures of " + signed + ", not " + wanted);
  }

  private void checksum(Path file, String algorithm) throws Exception {
    Path content = Path.of(file.toString().replaceAll("\\.[a-z0-9]+$", ""));
    byte[] digest = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(content));
    checksums++;
    expect(
        Files.readString(file).strip().equals(HexFormat.of().formatHex(digest)),
        file + " is of other bytes");
  }

  /** Complete in itself: Gradle and Maven read no other POM than this and those of dependencies. */
  private void pom(Path file) throws Exception {
    String pom = Files.readString(file);
    Element document = parse(file);
    for (String element :
        List.of("name", "description", "url", "licenses", "developers", "scm", "connection")) {
      expect(!text(document, element).isEmpty(), file + " has no " + element);
    }
    for (String element :
        List.of("parent", "build", "profiles", "repositories", "modules", "properties")) {
      expect(elements(document, element).isEmpty(), file + " has " + element);
    }
    String open = pom.replace("${project.version}", version);
    expect(!open.contains("${") && !open.contains("SNAPSHOT"), file + " has open properties");
    for (Element dependency : elements(document, "dependency")) {
      String name = text(dependency, "artifactId");
      expect(!text(dependency, "version").isEmpty(), file + ": " + name + " has no version");
      expect(!text(dependency, "scope").equals("test"), file + " has the test dependency " + name);
      expect(!text(dependency, "groupId").startsWith("org.apache.http"), file + " brings " + name);
    }
  }

  private void jars(Path folder, String base, boolean stub) throws IOException {
    Set<String> classes = entries(folder.resolve(base + ".jar"));
    Set<String> sources = entries(folder.resolve(base + "-sources.jar"));
    Set<String> javadoc = entries(folder.resolve(base + "-javadoc.jar"));
    expect(classes.stream().noneMatch(n -> n.contains("/testing/")), base + ".jar has fixtures");
    if (stub) {
      expect(sources.contains("README.txt") && javadoc.contains("README.txt"), base + ": no stub");
      return;
    }
    for (String name : classes) {
      String source = name.replaceAll("\\.class$", ".java");
      expect(
          !name.endsWith(".class") || name.contains("$") || sources.contains(source),
          base + "-sources.jar has no " + source);
    }
    expect(javadoc.contains("index.html"), base + "-javadoc.jar has no pages");
    expect(
        javadoc.stream().noneMatch(name -> name.contains("/internal/")),
        base + "-javadoc.jar shows internal packages");
  }

  /** The application's class path is what SBOMs list, without what is in the client's jar. */
  private void classPath(Map<String, Set<Library>> boms, String path) {
    Set<String> expected = new TreeSet<>();
    for (String artifact : boms.keySet()) {
      if (!artifact.equals(HTTP_CLIENT)) {
        boms.get(artifact).forEach(library -> expected.add(library.jar()));
      }
      expected.add(artifact + "-" + version + ".jar");
    }
    expected.remove(BOM + "-" + version + ".jar");
    Set<String> found = new TreeSet<>();
    for (String jar : path.split(System.getProperty("path.separator"))) {
      found.add(Path.of(jar).getFileName().toString());
    }
    expect(found.equals(expected), "an application gets " + found + ", SBOMs list " + expected);
  }

  private String thirdParty(Map<String, Set<Library>> boms) {
    StringBuilder page =
        new StringBuilder(
            """
            # Third-party software

            What Grantlet's artifacts bring to an application at run time, with the license that each library's POM names. The libraries that
            come with `grantlet-http-client` are inside its jar, under Grantlet's package name, with their licenses and notices in `META-INF`.
            All others are separate jars. Generated from the SBOMs of the artifacts, and compared with them before each release.

            | library | version | license | comes with |
            |---|---|---|---|
            """);
    Set<Library> all = new TreeSet<>();
    boms.values().forEach(all::addAll);
    all.removeIf(library -> library.group().equals("org.grantlet"));
    for (Library library : all) {
      expect(!library.license().isEmpty(), library.name() + " names no license");
      List<String> users = boms.keySet().stream().filter(a -> brings(boms, a, library)).toList();
      page.append("| `%s:%s` | ".formatted(library.group(), library.name()))
          .append("%s | %s | ".formatted(library.version(), library.license()))
          .append("`%s` |%n".formatted(String.join("`, `", users)));
    }
    return page.toString();
  }

  /** Whether it does so itself, and no other artifact of ours does that it needs. */
  private static boolean brings(Map<String, Set<Library>> boms, String artifact, Library library) {
    Set<Library> own = boms.get(artifact);
    return own.contains(library)
        && own.stream()
            .filter(
                other -> other.group().equals("org.grantlet") && !other.name().equals(HTTP_CLIENT))
            .noneMatch(other -> boms.get(other.name()).contains(library));
  }

  private static Set<Library> libraries(Path sbom) throws Exception {
    Set<Library> libraries = new TreeSet<>();
    Element bom = parse(sbom);
    List<Element> components = elements(bom, "component");
    // Without the artifact itself and the tool that wrote the SBOM.
    components.removeAll(elements(elements(bom, "metadata").get(0), "component"));
    for (Element component : components) {
      String licenses =
          elements(component, "license").stream()
              .map(license -> text(license, "id") + text(license, "name"))
              .collect(Collectors.joining(" or "));
      String version = text(component, "version");
      String name = text(component, "name");
      libraries.add(new Library(text(component, "group"), name, version, licenses));
    }
    return libraries;
  }

  private static Set<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(entry -> entry.getName()).collect(Collectors.toSet());
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Element parse(Path file) throws Exception {
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder.parse(file.toFile()).getDocumentElement();
  }

  private static List<Element> elements(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  /** Of the first element of this name, an own child before others. */
  private static String text(Element parent, String name) {
    List<Element> found = elements(parent, name);
    found.sort(Comparator.comparing(element -> element.getParentNode() != parent));
    return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
  }
}
