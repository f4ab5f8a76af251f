package org.grantlet.provider.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.grantlet.ConfigurationException;

/**
 * The providers that an application can name without saying how to reach them. Those in the jar are
 * read when they are first asked for. Immutable, thread-safe.
 */
public final class ProviderCatalogue {
  /** The files of the folder beside this class; a test holds them together. */
  private static final SortedSet<String> BUILT_IN =
      new TreeSet<>(
          List.of(
              "airtable",
              "asana",
              "atlassian",
              "bitbucket",
              "box",
              "docusign",
              "dropbox",
              "figma",
              "github",
              "gitlab",
              "google",
              "hubspot",
              "intercom",
              "linear",
              "linkedin",
              "mailchimp",
              "microsoft",
              "monday",
              "notion",
              "pipedrive",
              "quickbooks",
              "salesforce",
              "shopify",
              "slack",
              "x",
              "xero",
              "yahoo",
              "zendesk",
              "zoho",
              "zoom"));

  private static final String SUFFIX = ".json";
  private static final Map<String, ProviderEntry> READ = new ConcurrentHashMap<>();

  private final Map<String, ProviderEntry> added;

  private ProviderCatalogue(Map<String, ProviderEntry> added) {
    this.added = added;
  }

  /** The catalogue in the jar. */
  public static ProviderCatalogue builtIn() {
    return new ProviderCatalogue(Map.of());
  }

  /**
   * The text of an entry in the jar, for tools that show or change it.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static String builtInText(String provider) {
    try (InputStream in = ProviderCatalogue.class.getResourceAsStream(provider + SUFFIX)) {
      if (in == null || !BUILT_IN.contains(provider)) {
        throw new IllegalArgumentException("There is no entry " + provider);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(provider + SUFFIX + " cannot be read", e);
    }
  }

  /**
   * This catalogue and the entries of a folder, which go before those of the same name: each file
   * {@code NAME.json} describes the provider NAME.
   *
   * @throws ConfigurationException naming each file and member that is wrong
   */
  public ProviderCatalogue with(Path folder) {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
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
   * This catalogue and more entries, which go before those of the same name.
   *
   * @param entries the JSON of each provider
   * @throws ConfigurationException naming each file and member that is wrong
   */
  public ProviderCatalogue with(Map<String, String> entries) {
    Map<String, ProviderEntry> all = new TreeMap<>(added);
    List<String> problems = new ArrayList<>();
    entries.forEach(
        (provider, json) -> {
          try {
            all.put(provider, ProviderEntry.parse(provider, json));
          } catch (ConfigurationException e) {
            problems.addAll(e.problems());
          }
        });
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new ProviderCatalogue(all);
  }

  /** A provider by its name. */
  public Optional<ProviderEntry> find(String provider) {
    ProviderEntry own = added.get(provider);
    return own != null || !BUILT_IN.contains(provider)
        ? Optional.ofNullable(own)
        : Optional.of(READ.computeIfAbsent(provider, ProviderCatalogue::read));
  }

  /** The names of all entries. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(BUILT_IN);
    names.addAll(added.keySet());
    return names;
  }

  /** All entries, by name. */
  public Collection<ProviderEntry> entries() {
    return names().stream().map(name -> find(name).orElseThrow()).toList();
  }

  /** The entries that are not the jar's. */
  public Collection<ProviderEntry> added() {
    return List.copyOf(added.values());
  }

  private static ProviderEntry read(String provider) {
    return ProviderEntry.parse(provider, builtInText(provider));
  }
}
