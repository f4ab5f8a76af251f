package org.grantlet.packaged;

import static java.io.File.pathSeparator;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.grantlet.testing.TestProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Native images contain only what their builder can see, or is told: what is found by name is in
 * the reachability metadata of our jars. No native image is built here; the virtual machine tells
 * which classes a login finds by name, and the byte code where ours look something up.
 */
@Timeout(120)
class ReachabilityMetadataTest {
  /**
   * Where our code finds something by name, and what the builder of an image needs for it: a type
   * or resource of the metadata; nothing, where it sees the service itself; or what the application
   * says of its own classes and files.
   */
  private static final Map<String, String> LOOK_UPS =
      lines(
          """
          CatalogFolder.read getResource: application
          ConfigKey.instance getDeclaredConstructor: application
          ConfigKey.instance loadClass: application
          ConfigReader.listeners load: service
          ConfigSources.onClassPath getResource: grantlet.properties
          ConfigSources.open getResourceAsStream: grantlet_pages_*.properties
          FrameworkFilters.load forName: application
          HostedAuthFilter.customized load: service
          HttpSettings.version getResourceAsStream: org/grantlet/internal/http/version.txt
          OpenApiDocument.read getResourceAsStream: org/grantlet/servlet/internal/api/openapi.json
          ProviderDefinitions.builtInText getResourceAsStream: org/grantlet/internal/catalog/*.json
          SchemaStep.statements getResourceAsStream: org/grantlet/jdbc/migration/*.sql
          StandardHtml.resource getResourceAsStream: org/grantlet/servlet/internal/pages/pages*
          StandIns.find load: service
          Started.of load: service
          StoreKeys.factory load: service
          StoreKeys.named getDeclaredConstructor: org.grantlet.jdbc.JdbcStoreFactory
          StoreKeys.named loadClass: org.grantlet.redis.RedisStoreFactory
          """);

  /** The methods that look something up, by class. */
  private static final Map<String, String> METHODS =
      Map.of(
          "java.lang.Class", "forName|getResource.*|get(Declared)?(Constructor|Method|Field)s?",
          "java.lang.ClassLoader", "loadClass|get.*Resource.*|resources",
          "java.lang.reflect.Proxy", "newProxyInstance",
          "java.lang.invoke.MethodHandles$Lookup", "(find|unreflect).*",
          "java.io.ObjectInputStream", "readObject",
          "java.util.ResourceBundle", "getBundle",
          "java.util.ServiceLoader", "load.*");

  /** A line of the virtual machine's log: one class makes it look up another by name. */
  private static final Pattern BY_NAME =
      Pattern.compile(
          "(?:java\\.lang\\.invoke\\.MethodHandles\\$Lookup|java\\.util\\.ServiceLoader\\S*"
              + "|java\\.lang\\.Class) (\\S+) .*\\((?:explicit|reflection)\\)");

  /** What our jars bring with them: servers and database drivers bring their own metadata. */
  private static final Pattern OURS =
      Pattern.compile("(org\\.grantlet|com\\.nimbusds|net\\.minidev|com\\.github)\\..*");

  private static final List<ReachabilityMetadata> JARS =
      PackagedJars.grantlet().map(ReachabilityMetadata::of).toList();

  @TempDir private Path work;

  private static Map<String, String> lines(String text) {
    return text.lines()
        .map(line -> line.split(": "))
        .collect(Collectors.toMap(line -> line[0], line -> line[1]));
  }

  @Test
  void everyResource_ofOurJars_isIncluded() {
    assertThat(JARS).hasSize(5);
    for (ReachabilityMetadata jar : JARS) {
      assertThat(jar.resources()).as(jar.jar().toString()).allMatch(jar::includes);
    }
  }

  @Test
  void everyService_ofOurJars_isAType() {
    for (ReachabilityMetadata jar : JARS) {
      assertThat(jar.types()).as(jar.jar().toString()).containsAll(jar.services());
    }
  }

  @Test
  void everyType_exists() throws IOException {
    Set<String> files = new TreeSet<>();
    for (Path jar : PackagedJars.jars(PackagedJars.containerPath("standalone"))) {
      try (JarFile content = jarFile(jar)) {
        content.stream().forEach(entry -> files.add(entry.getName()));
      }
    }
    assertThat(types()).allMatch(type -> files.contains(type.replace('.', '/') + ".class"));
  }

  @Test
  void everyLookUp_ofOurCode_isKnown() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false); // names are enough
    Set<String> found =
        PackagedJars.grantlet()
            .filter(jar -> !jar.getFileName().toString().startsWith("grantlet-http-client"))
            .flatMap(jar -> new ClassFileImporter().importJar(jarFile(jar)).stream())
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> looksUp(call.getTarget()))
            .map(
                call ->
                    call.getOriginOwner().getSimpleName()
                        + "."
                        + call.getOrigin().getName()
                        + " "
                        + call.getTarget().getName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).containsExactlyInAnyOrderElementsOf(LOOK_UPS.keySet());
    Set<String> known = new TreeSet<>(types());
    JARS.forEach(jar -> known.addAll(jar.globs()));
    known.addAll(List.of("application", "service"));
    assertThat(known).containsAll(LOOK_UPS.values());
  }

  private static boolean looksUp(AccessTarget target) {
    String methods = METHODS.get(target.getOwner().getName());
    return methods != null && target.getName().matches(methods);
  }

  @Test
  void everyClass_thatALoginFindsByName_isAType() throws Exception {
    Path log = work.resolve("resolved");
    String path =
        Standalone.classPath(work.resolve("classes")).stream()
            .map(Path::toString)
            .collect(Collectors.joining(pathSeparator));
    List<String> arguments =
        List.of("-Xlog:class+resolve=debug:file=" + log, "--class-path", path, Standalone.MAIN);
    try (TestProvider provider = TestProvider.start();
        Child child = Standalone.start(provider, work.resolve("log"), "jdbc:h2:mem:a", arguments)) {
      child.assertAccountIsConnected("");
      child.assertStops();
    }
    Set<String> found = new TreeSet<>();
    try (Stream<String> lines = Files.lines(log)) {
      lines
          .map(BY_NAME::matcher)
          .filter(Matcher::find)
          .map(line -> line.group(1))
          .filter(type -> OURS.matcher(type).matches())
          .forEach(found::add);
    }
    assertThat(found)
        .contains("org.grantlet.jdbc.JdbcStoreFactory")
        .isSubsetOf(typesAndSuperclasses());
  }

  /** The types, and what they extend: that is loaded with them. */
  private static Set<String> typesAndSuperclasses() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (Path jar : PackagedJars.jars(PackagedJars.containerPath("standalone"))) {
      urls.add(jar.toUri().toURL());
    }
    Set<String> names = new TreeSet<>();
    try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new))) {
      for (String type : types()) {
        for (Class<?> c = Class.forName(type, false, loader); c != null; c = c.getSuperclass()) {
          names.add(c.getName());
        }
      }
    }
    return names;
  }

  private static JarFile jarFile(Path jar) {
    try {
      return new JarFile(jar.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> types() {
    Set<String> all = new TreeSet<>();
    JARS.forEach(jar -> all.addAll(jar.types()));
    return all;
  }
}
