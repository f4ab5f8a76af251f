package org.grantlet.packaged;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the module descriptors of the packaged jars export to everybody. */
final class PublicApi {
  private static final String SUFFIX = ".class";

  private PublicApi() {}

  /** The modules that have a descriptor of their own. */
  static List<String> modules() {
    return PackagedJars.modules().findAll().stream()
        .map(ModuleReference::descriptor)
        .filter(module -> !module.isAutomatic())
        .map(ModuleDescriptor::name)
        .toList();
  }

  /** The packages of all modules that are exported to everybody. */
  static Set<String> exportedPackages() {
    return modules().stream()
        .flatMap(module -> exportedPackages(find(module)))
        .collect(toUnmodifiableSet());
  }

  /** The public top-level types in the packages that a module exports to everybody. */
  static List<Class<?>> types(String module) {
    ModuleReference reference = find(module);
    Set<String> packages = exportedPackages(reference).collect(toUnmodifiableSet());
    try (ModuleReader reader = reference.open();
        Stream<String> resources = reader.list()) {
      return resources
          .filter(name -> name.endsWith(SUFFIX) && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'))
          .filter(name -> packages.contains(name.replaceFirst("\\.?[^.]*$", "")))
          .<Class<?>>map(PublicApi::load)
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> exportedPackages(ModuleReference module) {
    return module.descriptor().exports().stream()
        .filter(exports -> !exports.isQualified())
        .map(ModuleDescriptor.Exports::source);
  }

  private static ModuleReference find(String module) {
    return PackagedJars.modules().find(module).orElseThrow();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApi.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
