package org.grantlet.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.grantlet.ConfigurationException;
import org.grantlet.internal.catalog.ProviderDefinitions;

/**
 * The providers that an application can name without saying how to reach them. Immutable,
 * thread-safe.
 */
public final class ProviderCatalog {
  private static final String SUFFIX = ".json";

  private final Map<String, String> added;

  private ProviderCatalog(Map<String, String> added) {
    this.added = Map.copyOf(added);
  }

  /** The catalog in the jar. */
  public static ProviderCatalog builtIn() {
    return new ProviderCatalog(Map.of());
  }

  /**
   * This catalog and the entries of a folder, which go before those of the same name: each file
   * {@code NAME.json} describes the provider NAME.
   *
   * @throws ConfigurationException naming each file and member that is wrong
   */
  public ProviderCatalog with(Path folder) {
    Map<String, String> texts = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(SUFFIX)) {
          texts.put(name.substring(0, name.length() - SUFFIX.length()), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new ConfigurationException(List.of("The folder " + folder + " cannot be read: " + e));
    }
    return with(texts);
  }

  /**
   * This catalog and more entries, which go before those of the same name.
   *
   * @param entries the JSON of each provider
   * @throws ConfigurationException naming each provider and member that is wrong
   */
  public ProviderCatalog with(Map<String, String> entries) {
    Object unused = ProviderDefinitions.with(entries); // which checks them
    Map<String, String> all = new HashMap<>(added);
    all.putAll(entries);
    return new ProviderCatalog(all);
  }

  /** The entries that are not the jar's: the JSON of each provider. */
  public Map<String, String> added() {
    return added;
  }

  /** The names of all providers. */
  public SortedSet<String> names() {
    SortedSet<String> names = ProviderDefinitions.builtIn().names();
    names.addAll(added.keySet());
    return names;
  }
}
