package org.grantlet.packaged;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a jar of ours says for native images.
 *
 * @param types the classes that are found by name
 * @param globs the resources that are read
 * @param files all files of the jar that are neither classes nor for Maven
 */
record ReachabilityMetadata(Path jar, Set<String> types, Set<String> globs, Set<String> files) {
  private static final String SERVICES = "META-INF/services/";

  static ReachabilityMetadata of(Path jar) {
    try (FileSystem content = FileSystems.newFileSystem(jar);
        Stream<Path> all = Files.walk(content.getPath("/"))) {
      Set<String> files =
          all.filter(Files::isRegularFile)
              .map(file -> file.toString().substring(1))
              .filter(file -> !file.endsWith(".class") && !file.startsWith("META-INF/maven/"))
              .collect(Collectors.toCollection(TreeSet::new));
      String name = jar.getFileName().toString().replaceFirst("-\\d.*", "");
      Path file =
          content.getPath("META-INF/native-image/org.grantlet", name, "reachability-metadata.json");
      Map<String, Object> metadata = JSONObjectUtils.parse(Files.readString(file));
      return new ReachabilityMetadata(
          jar, names(metadata, "reflection", "type"), names(metadata, "resources", "glob"), files);
    } catch (IOException | ParseException e) {
      throw new AssertionError(jar.toString(), e);
    }
  }

  private static Set<String> names(Map<String, Object> metadata, String list, String member)
      throws ParseException {
    Set<String> names = new TreeSet<>();
    if (metadata.containsKey(list)) {
      for (Map<String, Object> entry : JSONObjectUtils.getJSONObjectArray(metadata, list)) {
        names.add(JSONObjectUtils.getString(entry, member));
      }
    }
    return names;
  }

  /** Whether a glob includes this resource. */
  boolean includes(String resource) {
    return globs.stream().anyMatch(glob -> pattern(glob).matcher(resource).matches());
  }

  /** The resources that our code can read at run time. */
  List<String> resources() {
    return files.stream()
        .filter(file -> !file.startsWith("META-INF/") || file.startsWith(SERVICES))
        .toList();
  }

  /** The classes that a service file of the jar names. */
  List<String> services() {
    try (FileSystem content = FileSystems.newFileSystem(jar)) {
      Set<String> names = new TreeSet<>();
      for (String file : files) {
        if (file.startsWith(SERVICES)) {
          names.addAll(Files.readAllLines(content.getPath(file)));
        }
      }
      return List.copyOf(names);
    } catch (IOException e) {
      throw new AssertionError(jar.toString(), e);
    }
  }

  private static Pattern pattern(String glob) {
    return Pattern.compile(
        Arrays.stream(glob.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("[^/]*")));
  }
}
