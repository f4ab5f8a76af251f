package org.grantlet.internal.integration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.grantlet.IntegrationSpec;
import org.grantlet.internal.integration.Faults.Fault;

/** The integrations that the configuration names. Not thread-safe. */
public final class ConfiguredIntegrations {
  private static final String STORED = " (unless it is in grantlet.store already)";

  private final Map<String, IntegrationSpec> specs = new LinkedHashMap<>();

  /** Adds an integration; what is said later of the same one wins, member by member. */
  public void add(String provider, IntegrationSpec spec) {
    specs.merge(provider, spec, ConfiguredIntegrations::merged);
  }

  private static IntegrationSpec merged(IntegrationSpec first, IntegrationSpec later) {
    Map<String, Object> settings = new LinkedHashMap<>(first.settings());
    settings.putAll(later.settings());
    return new IntegrationSpec(
        later.name() == null ? first.name() : later.name(),
        settings,
        later.scope() == null ? first.scope() : later.scope(),
        later.redirectUris() == null ? first.redirectUris() : later.redirectUris(),
        later.expiresIn() == null ? first.expiresIn() : later.expiresIn());
  }

  /**
   * What is wrong with them.
   *
   * @param target an empty store, or the one that they will be in
   * @param otherStore whether they will be in another store, which may hold what is missing here
   */
  public List<String> problems(IntegrationService target, AppUrls urls, boolean otherStore) {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, IntegrationSpec> each : specs.entrySet()) {
      for (Fault fault : target.faults(each.getKey(), resolved(each.getValue(), urls))) {
        boolean perhaps = otherStore && fault.missing();
        problems.add(fault.message(each.getKey()) + (perhaps ? STORED : ""));
      }
    }
    return problems;
  }

  /** Whether a problem is none if the store holds what is missing. */
  public static boolean isPerhaps(String problem) {
    return problem.endsWith(STORED);
  }

  /** Makes them, or brings them up to date. */
  public void put(IntegrationService target, AppUrls urls) {
    for (Map.Entry<String, IntegrationSpec> each : specs.entrySet()) {
      target.configure(each.getKey(), resolved(each.getValue(), urls));
    }
  }

  private static IntegrationSpec resolved(IntegrationSpec spec, AppUrls urls) {
    List<String> uris = spec.redirectUris();
    return new IntegrationSpec(
        spec.name(),
        spec.settings(),
        spec.scope(),
        uris == null ? null : uris.stream().map(urls::resolve).toList(),
        spec.expiresIn());
  }
}
