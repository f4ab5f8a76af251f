package org.grantlet.internal.memory;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.grantlet.Integration;
import org.grantlet.store.IntegrationStore;

/** Keeps integrations of one node in memory. Thread-safe. */
public final class MemoryIntegrationStore implements IntegrationStore {
  private final ConcurrentMap<String, Integration> integrations = new ConcurrentHashMap<>();

  @Override
  public Optional<Integration> find(String provider) {
    return Optional.ofNullable(integrations.get(provider));
  }

  @Override
  public List<Integration> list() {
    return List.copyOf(new TreeMap<>(integrations).values());
  }

  @Override
  public boolean insert(Integration integration) {
    return integrations.putIfAbsent(integration.provider(), integration) == null;
  }

  @Override
  public boolean replace(Integration integration) {
    Integration current = integrations.get(integration.provider());
    return current != null
        && current.id().equals(integration.id())
        && current.version() == integration.version() - 1
        && integrations.replace(integration.provider(), current, integration);
  }

  @Override
  public boolean delete(String provider) {
    return integrations.remove(provider) != null;
  }
}
