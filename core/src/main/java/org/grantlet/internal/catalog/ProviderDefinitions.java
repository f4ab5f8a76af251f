package org.grantlet.internal.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.grantlet.ConfigurationException;

/** The entries of the catalog. Those in the jar are read at first use. Immutable, thread-safe. */
public final class ProviderDefinitions {
  /** The files beside this class; a test compares them. */
  private static final SortedSet<String> BUILT_IN =
      new TreeSet<>(
          List.of(
              """
              airtable asana atlassian bitbucket box docusign dropbox figma github gitlab google \
              hubspot intercom linear linkedin mailchimp microsoft monday notion pipedrive \
              quickbooks salesforce shopify slack x xero yahoo zendesk zoho zoom\
              """
                  .split(" ")));

  private static final String SUFFIX = ".json";
  private static final Map<String, ProviderDefinition> READ = new ConcurrentHashMap<>();

  private final Map<String, ProviderDefinition> added;

  private ProviderDefinitions(Map<String, ProviderDefinition> added) {
    this.added = added;
  }

  /** The entries in the jar. */
  public static ProviderDefinitions builtIn() {
    return new ProviderDefinitions(Map.of());
  }

  /** The text of an entry in the jar, as it is. */
  public static String builtInText(String provider) {
    try (InputStream in = ProviderDefinitions.class.getResourceAsStream(provider + SUFFIX)) {
      if (in == null || !BUILT_IN.contains(provider)) {
        throw new IllegalArgumentException("There is no entry " + provider);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(provider + SUFFIX + " cannot be read", e);
    }
  }

  /**
   * The entries in the jar and more, which replace those of the same name.
   *
   * @param added the JSON of each provider
   */
  public static ProviderDefinitions with(Map<String, String> added) {
    Map<String, ProviderDefinition> entries = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, String> each : new TreeMap<>(added).entrySet()) {
      try {
        entries.put(each.getKey(), ProviderDefinition.parse(each.getKey(), each.getValue()));
      } catch (ConfigurationException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new ProviderDefinitions(entries);
  }

  /** A provider by its name. */
  public Optional<ProviderDefinition> find(String provider) {
    ProviderDefinition own = added.get(provider);
    return own != null || !BUILT_IN.contains(provider)
        ? Optional.ofNullable(own)
        : Optional.of(
            READ.computeIfAbsent(
                provider, name -> ProviderDefinition.parse(name, builtInText(name))));
  }

  /** The names of all entries. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(BUILT_IN);
    names.addAll(added.keySet());
    return names;
  }

  /** All entries, by name. */
  public Collection<ProviderDefinition> entries() {
    return names().stream().map(name -> find(name).orElseThrow()).toList();
  }

  /** The entries that are not in the jar. */
  public Collection<ProviderDefinition> added() {
    return List.copyOf(added.values());
  }
}
