package com.example.calendar;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.grantlet.Integration;
import org.grantlet.store.IntegrationStore;

final class MapIntegrationStore implements IntegrationStore {
  private final Map<String, Integration> integrations = new ConcurrentSkipListMap<>();

  @Override
  public Optional<Integration> find(String provider) {
    return Optional.ofNullable(integrations.get(provider));
  }

  @Override
  public List<Integration> list() {
    return List.copyOf(integrations.values());
  }

  @Override
  public boolean insert(Integration integration) {
    return integrations.putIfAbsent(integration.provider(), integration) == null;
  }

  @Override
  public synchronized boolean replace(Integration integration) {
    Integration stored = integrations.get(integration.provider());
    if (stored == null || stored.version() != integration.version() - 1) {
      return false;
    }
    integrations.put(integration.provider(), integration);
    return true;
  }

  @Override
  public boolean delete(String provider) {
    return integrations.remove(provider) != null;
  }
}
